package dev.mulkko.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert fires when it should, and has a page for whoever it wakes. */
final class AlertsTest {

  private static final Path ALERTS = Path.of("mulkko/alerts/mulkko.yaml");
  private static final Path TESTS = Path.of("src/test/resources/alerts/alerts-test.yaml");
  private static final Path DOCS = Path.of("../docs");
  private static final String RUNBOOKS = "https://mulkko.dev/docs/en/runbooks/";

  private static final Pattern METRIC = Pattern.compile("\\bmulkko_\\w+");
  private static final Pattern ROW = Pattern.compile("(?m)^[|] `(mulkko_\\w+)` [|]");
  private static final Pattern FIRED = Pattern.compile("alertname: (\\w+)\n +exp_alerts:\n");

  static List<Map<String, Object>> alerts() throws IOException {
    Map<String, Object> file = Rendered.parsed(Files.readString(ALERTS)).getFirst();
    return ((List<?>) Rendered.at(file, "groups"))
        .stream()
            .map(Rendered::map)
            .flatMap(group -> ((List<?>) Rendered.at(group, "rules")).stream())
            .map(Rendered::map)
            .toList();
  }

  static Stream<String> names() throws IOException {
    return alerts().stream().map(alert -> String.valueOf(alert.get("alert")));
  }

  @Test
  @Tag("cluster")
  void eachFiresWhenItShouldAndNotAMomentBefore() throws Exception {
    assertThat(Promtool.run("test", "rules", TESTS.toString())).contains("SUCCESS");
  }

  @Test
  @Tag("cluster")
  void theyAreWrittenAsPrometheusReadsThem() throws Exception {
    assertThat(Promtool.run("check", "rules", "--lint=all", "--lint-fatal", ALERTS.toString()))
        .contains("SUCCESS: %d rules found".formatted(alerts().size()));
  }

  /** With any one of them taken away, or never true, the tests say so. */
  @ParameterizedTest
  @MethodSource("names")
  @Tag("cluster")
  void anAlertThatDoesNotFireIsMissed(String name, @TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("mulkko.yaml"),
        Files.readString(ALERTS).replace("alert: " + name + "\n", "alert: Other" + name + "\n"));
    Path tests = folder.resolve("alerts-test.yaml");
    Files.writeString(
        tests, Files.readString(TESTS).replaceFirst("- .*/mulkko[.]yaml", "- mulkko.yaml"));
    assertThatThrownBy(() -> Promtool.run("test", "rules", tests.toString()))
        .hasMessageContaining("alertname: " + name);
  }

  @Test
  void eachHasATestThatFiresIt() throws IOException {
    assertThat(all(FIRED, TESTS)).containsExactlyInAnyOrderElementsOf(names().toList());
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void eachSaysWhatIsHowBadItIsAndWhereToRead(Map<String, Object> alert) {
    String name = String.valueOf(alert.get("alert"));
    assertThat(name).startsWith("Mulkko");
    assertThat(Rendered.at(alert, "labels/severity")).isIn("info", "warning", "critical");
    assertThat(Rendered.map(Rendered.at(alert, "annotations")))
        .containsOnlyKeys("summary", "description", "runbook_url")
        .containsEntry("runbook_url", RUNBOOKS + name + ".md");
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachHasAPageInBothLanguages(String name) throws IOException {
    List<String> headings = List.of("# ", "## ", "## ", "## ");
    Pattern heading = Pattern.compile("(?m)^#+ ");
    for (String language : List.of("en", "ko")) {
      Path page = DOCS.resolve(language).resolve("runbooks").resolve(name + ".md");
      assertThat(page).exists();
      assertThat(Files.readString(page)).startsWith("# " + name + "\n");
      assertThat(all(heading, page)).as(page.toString()).isEqualTo(headings);
    }
  }

  @Test
  void eachPageIsOfAnAlertAndTheListHasThemAll() throws IOException {
    for (String language : List.of("en", "ko")) {
      Path folder = DOCS.resolve(language).resolve("runbooks");
      try (Stream<Path> pages = Files.list(folder)) {
        assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
            .containsExactlyInAnyOrderElementsOf(names().toList());
      }
      Pattern row = Pattern.compile("(?m)^[|] \\[(\\w+)\\]\\(runbooks/\\1[.]md\\) [|]");
      assertThat(all(row, DOCS.resolve(language).resolve("alerts.md")))
          .containsExactlyElementsOf(names().toList());
    }
  }

  @Test
  void eachMetricThatIsAskedForIsOnThePage() throws IOException {
    Set<String> known = Set.copyOf(all(ROW, DOCS.resolve("en/metrics.md")));
    for (Map<String, Object> alert : alerts()) {
      assertThat(METRIC.matcher(String.valueOf(alert.get("expr"))).results())
          .map(MatchResult::group)
          .map(name -> name.replaceFirst("_(bucket|sum|count)$", ""))
          .isSubsetOf(known);
    }
  }

  @Test
  void theChartInstallsThemAsTheyAre() throws IOException {
    Object groups = Rendered.at(Rendered.parsed(Files.readString(ALERTS)).getFirst(), "groups");
    assertThat(Rendered.of("1.36.3", "prometheusRule: {enabled: true}").objects("PrometheusRule"))
        .singleElement()
        .satisfies(rule -> assertThat(Rendered.at(rule, "spec/groups")).isEqualTo(groups));
    assertThat(Rendered.of("1.36.3", "").objects("PrometheusRule")).isEmpty();
  }

  private static List<String> all(Pattern pattern, Path file) throws IOException {
    return pattern
        .matcher(Files.readString(file))
        .results()
        .map(match -> match.group(match.groupCount() == 0 ? 0 : 1))
        .toList();
  }
}
