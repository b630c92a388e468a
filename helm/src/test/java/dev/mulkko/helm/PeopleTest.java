package dev.mulkko.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of who may do what: what the chart grants is what the documents promise. */
final class PeopleTest {

  private static final List<String> VERBS =
      List.of("abort", "pause", "resume", "skip", "promote", "retry", "undo", "unlock");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `mulkko-(?<role>[a-z-]+)` \\|(.*)$");

  /** As the template lists a role. */
  private static final Pattern ROLE =
      Pattern.compile(
          "\\(dict \"name\" \"(?<role>[a-z]+)\"(?: \"verbs\" (?:\\$all|\\(list[^)]*\\)))?");

  @ParameterizedTest
  @ValueSource(strings = {"en", "ko"})
  void theDocumentsHaveTheTableOfTheChart(String language) throws IOException {
    assertThat(granted(Rendered.of("1.36.3", ""))).isEqualTo(promised(language)).hasSize(20);
  }

  @Test
  void aVerbMoreOrLessInARoleIsNoticed(@TempDir Path folder) throws IOException {
    ChangedChart chart = ChangedChart.in(folder);
    String template = chart.template("users.yaml");
    Set<String> promised = promised("en");
    Set<String> noticed = new HashSet<>();
    for (MatchResult role : ROLE.matcher(template).results().toList()) {
      for (String verb : VERBS) {
        String name = role.group(1);
        String verbs = but(promised, name, verb);
        String changed =
            template.substring(0, role.start())
                + "(dict \"name\" \"%s\" \"verbs\" (list%s)".formatted(name, verbs)
                + template.substring(role.end());
        noticed.addAll(difference(promised, granted(chart.rendered("users.yaml", changed, ""))));
      }
    }

    assertThat(noticed).hasSize(5 * VERBS.size());
  }

  /** The verbs of a role, but one that it has not, or without one that it has. */
  private static String but(Set<String> promised, String role, String verb) {
    return VERBS.stream()
        .filter(other -> other.equals(verb) != promised.contains(role + " " + other))
        .map(" \"%s\""::formatted)
        .collect(Collectors.joining());
  }

  private static Set<String> difference(Set<String> some, Set<String> others) {
    Set<String> difference = new HashSet<>(some);
    difference.addAll(others);
    difference.removeIf(each -> some.contains(each) && others.contains(each));
    assertThat(difference).hasSize(1);
    return difference;
  }

  /** Each verb of a role that is no verb of Kubernetes, as in {@code approver promote}. */
  private static Set<String> granted(Rendered rendered) {
    return rendered.objects("ClusterRole").stream()
        .map(role -> String.valueOf(Rendered.at(role, "metadata/name")))
        .filter(name -> name.startsWith("mulkko-") && !name.equals("mulkko-detach"))
        .flatMap(name -> verbs(rendered, name))
        .collect(Collectors.toSet());
  }

  private static Stream<String> verbs(Rendered rendered, String name) {
    String role = name.substring("mulkko-".length());
    return RightsTest.pairs(rendered, "ClusterRole", name).stream()
        .filter(pair -> pair.endsWith(" mulkko.dev/rollouts"))
        .map(pair -> pair.substring(0, pair.indexOf(' ')))
        .filter(VERBS::contains)
        .map(verb -> role + " " + verb);
  }

  private static Set<String> promised(String language) throws IOException {
    String text = Files.readString(Path.of("../docs", language, "install.md"));
    return ROW.matcher(text)
        .results()
        .flatMap(row -> promised(row.group(1), row.group(2).split("\\|", -1)))
        .collect(Collectors.toSet());
  }

  private static Stream<String> promised(String role, String[] cells) {
    return IntStream.range(0, VERBS.size())
        .filter(column -> cells[column].strip().equals("x"))
        .mapToObj(column -> role + " " + VERBS.get(column));
  }
}
