package dev.mulkko.engine.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.LawWithout;
import dev.mulkko.engine.Planner;
import dev.mulkko.engine.plan.Rule;
import dev.mulkko.engine.plan.RuleList;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Takes out each rule of each list: someone must notice. */
class MutationTest {
  private static final Map<String, String> TOLD =
      Tales.ALL.stream().collect(Collectors.toMap(Tale::name, tale -> tale.tell(Planner::plan)));

  @Test
  void everyRuleIsMissedWhenItIsGone() {
    Map<String, String> caught = new TreeMap<>();
    StringBuilder table = new StringBuilder();
    for (RuleList list : Planner.LAW) {
      for (Rule rule : list.rules()) {
        String name = list.name() + "." + rule.name();
        String by = caughtBy(new LawWithout(list.name(), rule.name())::plan);
        caught.put(name, by);
        table.append("%-28s %s%n".formatted(name, by));
      }
    }
    System.out.print(table);
    assertThat(caught).doesNotContainValue("");
  }

  /** With {@code -Dmutation.full=true} a broken invariant is preferred to a changed golden log. */
  private static String caughtBy(Law law) {
    String golden = "";
    for (Tale tale : Tales.ALL) {
      try {
        boolean same = tale.tell(law).equals(TOLD.get(tale.name()));
        golden = golden.isEmpty() && !same ? "golden " + tale.name() : golden;
      } catch (AssertionError e) {
        return firstLine(e);
      }
      if (!golden.isEmpty() && !Boolean.getBoolean("mutation.full")) {
        return golden;
      }
    }
    return golden;
  }

  private static String firstLine(AssertionError e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
