package dev.mulkko.helm.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mulkko.helm.Promtool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DashboardsTest {

  private static final Path COMMITTED = Path.of("mulkko/dashboards");
  private static final int MOST_BYTES = 200 * 1000;

  private static final Pattern METRIC = Pattern.compile("\\bmulkko_\\w+");
  private static final Pattern ROW = Pattern.compile("(?m)^[|] `(mulkko_\\w+)` [|]");

  static List<Dashboard> all() {
    return Dashboard.ALL;
  }

  /** Write them anew with {@code -Dgolden.write=true}. */
  @ParameterizedTest
  @MethodSource("all")
  void whatIsCommittedIsWhatIsBuilt(Dashboard dashboard) throws IOException {
    Path file = COMMITTED.resolve(dashboard.file());
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(file, dashboard.json());
    }
    assertThat(dashboard.json()).isEqualTo(Files.readString(file));
  }

  @Test
  void nothingElseIsCommitted() throws IOException {
    try (Stream<Path> files = Files.list(COMMITTED)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(all().stream().map(Dashboard::file).toList());
    }
  }

  /** A ConfigMap above that cannot be applied by kubectl any more. */
  @ParameterizedTest
  @MethodSource("all")
  void itIsSmallEnough(Dashboard dashboard) {
    assertThat(dashboard.json().getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES);
  }

  @ParameterizedTest
  @MethodSource("all")
  void itIsOfTheFormThatGrafanaReads(Dashboard dashboard) throws IOException {
    JsonNode json = new ObjectMapper().readTree(dashboard.json());
    assertThat(json.path("schemaVersion").asInt()).isEqualTo(39);
    assertThat(json.path("uid").asText()).startsWith("mulkko-");
    assertThat(json.has("id")).isFalse();
    assertThat(json.findValues("datasource"))
        .isNotEmpty()
        .allMatch(source -> source.path("uid").asText().equals("${datasource}"));
    assertThat(json.at("/templating/list/0/type").asText()).isEqualTo("datasource");
    assertThat(json.path("panels").findValuesAsText("type"))
        .isSubsetOf("row", "stat", "timeseries", "table", "prometheus");
    List<Integer> ids =
        json.path("panels").valueStream().map(panel -> panel.path("id").asInt()).toList();
    assertThat(ids).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void noPanelLiesOnAnother(Dashboard dashboard) throws IOException {
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : new ObjectMapper().readTree(dashboard.json()).path("panels")) {
      JsonNode place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          assertThat(taken.add((place.path("x").asInt() + x) + "/" + (place.path("y").asInt() + y)))
              .as(panel.path("title").asText())
              .isTrue();
        }
      }
    }
  }

  /** What is always there hides what is missing. */
  @ParameterizedTest
  @MethodSource("all")
  void nothingIsMadeUp(Dashboard dashboard) {
    assertThat(dashboard.queries()).noneMatch(query -> query.contains("vector("));
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachMetricThatIsAskedForIsOnThePage(Dashboard dashboard) throws IOException {
    Set<String> known =
        ROW.matcher(Files.readString(Path.of("../docs/en/metrics.md")))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toSet());
    assertThat(METRIC.matcher(String.join("\n", dashboard.queries())).results())
        .map(MatchResult::group)
        .map(name -> name.replaceFirst("_(bucket|sum|count)$", ""))
        .isNotEmpty()
        .isSubsetOf(known);
  }

  @Test
  @Tag("cluster")
  void prometheusUnderstandsEachQuery(@TempDir Path folder) throws Exception {
    StringBuilder rules = new StringBuilder("groups:\n- name: queries\n  rules:\n");
    List<String> queries = all().stream().flatMap(each -> each.queries().stream()).toList();
    for (int i = 0; i < queries.size(); i++) {
      String query = queries.get(i).replace("$__rate_interval", "1m").replace("$__range", "1h");
      rules
          .append("  - record: query:%d\n".formatted(i))
          .append("    expr: '%s'\n".formatted(query.replace("'", "''")));
    }
    Path file = Files.writeString(folder.resolve("queries.yaml"), rules);
    assertThat(Promtool.run("check", "rules", "--lint=none", file.toString()))
        .contains("SUCCESS: %d rules found".formatted(queries.size()));
  }
}
