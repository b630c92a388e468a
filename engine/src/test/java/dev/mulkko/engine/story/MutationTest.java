package dev.mulkko.engine.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.LawWithout;
import dev.mulkko.engine.Planner;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Takes out each rule of each list: someone must notice. Too long for a quick check. */
@Tag("mutation")
class MutationTest {
  private static final Map<String, String> TOLD =
      Tales.ALL.stream().collect(Collectors.toMap(Tale::name, tale -> tale.tell(Planner::plan)));

  @Test
  void everyRuleIsMissedWhenItIsGone() {
    Map<String, String> caught = new ConcurrentSkipListMap<>();
    Planner.LAW.stream()
        .flatMap(
            list -> list.rules().stream().map(rule -> new LawWithout(list.name(), rule.name())))
        .parallel()
        .forEach(law -> caught.put(law.list() + "." + law.rule(), caughtBy(law::plan)));
    caught.forEach((name, by) -> System.out.printf("%-28s %s%n", name, by));
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
