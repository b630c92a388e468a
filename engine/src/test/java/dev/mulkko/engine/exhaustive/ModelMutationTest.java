package dev.mulkko.engine.exhaustive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.LawWithout;
import dev.mulkko.engine.Planner;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Takes out each rule of each list, and says by what it is missed. Those that are not are rules of
 * what these small clusters have none of, or such as only save time.
 */
@Tag("safety")
class ModelMutationTest {
  private static final int AT_LEAST = 80;

  @Test
  void mostRulesAreMissedWhenTheyAreGone() {
    Map<String, String> table = new ConcurrentSkipListMap<>();
    Planner.LAW.stream()
        .flatMap(
            list -> list.rules().stream().map(rule -> new LawWithout(list.name(), rule.name())))
        .toList()
        .parallelStream()
        .forEach(law -> table.put(law.list() + "." + law.rule(), missedBy(law)));
    table.forEach((rule, by) -> System.out.printf("%-34s %s%n", rule, by));
    long missed = table.values().stream().filter(by -> !by.isEmpty()).count();
    System.out.printf("%d of %d rules are missed%n", missed, table.size());
    assertThat(missed).isGreaterThanOrEqualTo(AT_LEAST);
  }

  private static String missedBy(LawWithout law) {
    return Settings.SMALL.stream()
        .filter(setting -> asks(setting, law.list()))
        .map(setting -> wrong(setting, law))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }

  /** A roll has lists of its own, but for rest. */
  private static boolean asks(Setting setting, String list) {
    return list.equals("rest") || setting.spec().rolling() == list.startsWith("rolling");
  }

  private static Optional<String> wrong(Setting setting, LawWithout law) {
    try {
      return Graph.of(setting, law::plan).wrong().map(tale -> setting.name() + ": " + tale.moral());
    } catch (IllegalStateException e) {
      return Optional.of(setting.name() + ": " + e.getMessage());
    }
  }
}
