package dev.mulkko.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each right of the operator is there for something, and is missed by that when it is not. */
final class NeededRightsTest {

  private static final String ALL =
      """
      routers: {ingressRoute: true, traefikService: true}
      metrics: {providers: {secrets: [p]}}
      """;

  /** Of a rule: one without the other names no pair. */
  private static final Pattern LIST =
      Pattern.compile("(?<key>verbs|resources): \\[(?<items>[^\\]{}]+)\\]");

  @Test
  void nothingLacksARightAndNoRightIsForNothing() {
    Rendered rendered = Rendered.of("1.36.3", ALL);

    assertThat(lacking(rendered)).isEmpty();
    assertThat(RightsTest.pairs(rendered, "ClusterRole", "mulkko"))
        .isSubsetOf(Need.inTheCluster().stream().map(Need::pair).toList());
    assertThat(RightsTest.pairs(rendered, "Role", "mulkko-own"))
        .isSubsetOf(Need.inItsOwnNamespace().stream().map(Need::pair).toList());
  }

  @Test
  void whatLacksARightThatWasTakenAwayIsNamed(@TempDir Path folder) throws IOException {
    ChangedChart chart = ChangedChart.in(folder);
    Set<Need> missedAlone = new HashSet<>();
    for (String template : List.of("_rules.tpl", "rbac.yaml")) {
      for (String shorter : shorter(chart.template(template))) {
        List<Need> lacking = lacking(chart.rendered(template, shorter, ALL));
        assertThat(lacking).as(shorter).isNotEmpty();
        if (lacking.size() == 1) {
          missedAlone.addAll(lacking);
        }
      }
    }

    assertThat(missedAlone).containsAll(Need.inTheCluster()).containsAll(Need.inItsOwnNamespace());
  }

  private static List<Need> lacking(Rendered rendered) {
    SortedSet<String> inTheCluster = RightsTest.pairs(rendered, "ClusterRole", "mulkko");
    SortedSet<String> own = RightsTest.pairs(rendered, "Role", "mulkko-own");
    return Stream.concat(
            Need.lacking(Need.inTheCluster(), inTheCluster).stream(),
            Need.lacking(Need.inItsOwnNamespace(), own).stream())
        .toList();
  }

  /** The text as often as there is a verb or a resource in it, each time without that one. */
  private static List<String> shorter(String template) {
    List<String> texts = new ArrayList<>();
    Matcher list = LIST.matcher(template);
    while (list.find()) {
      List<String> items = List.of(list.group("items").split(", ", -1));
      for (String item : items) {
        String rest =
            items.stream().filter(other -> !other.equals(item)).collect(Collectors.joining(", "));
        texts.add(
            template.substring(0, list.start())
                + "%s: [%s]".formatted(list.group("key"), rest)
                + template.substring(list.end()));
      }
    }
    return texts;
  }
}
