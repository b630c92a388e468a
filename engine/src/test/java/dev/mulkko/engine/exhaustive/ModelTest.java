package dev.mulkko.engine.exhaustive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.LawWithout;
import dev.mulkko.engine.Planner;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever happens in whatever order, nothing breaks and all comes to rest. */
@Tag("mutation")
class ModelTest {

  @Test
  void everyOrderIsSafeAndComesToRest() {
    long states = 0;
    for (Setting setting : Settings.SMALL) {
      Graph graph = Graph.of(setting, Planner::plan);
      assertThat(graph.wrong()).as(setting.name()).isEmpty();
      states += graph.states();
    }
    System.out.printf("%d states of %d small clusters%n", states, Settings.SMALL.size());
    assertThat(states).isGreaterThan(100_000);
  }

  /** Who sees nothing when a rule is gone would see nothing when it is wrong. */
  @ParameterizedTest
  @CsvSource({
    "forward, stopWhenAsked",
    "forward, stopWhenSuperseded",
    "forward, stopOnTrouble",
    "forward, stopWhenDeleted",
    "finish, settlePin",
    "swap back, awaitStable",
    "abort, settle",
    "rolling abort, awaitStable",
    "forward, pinStable",
    "forward, awaitEndpoints",
    "forward, nameRevisions",
    "forward, settleNames",
    "forward, awaitVerification",
    "forward, settle",
    "close, settleHome",
    "close, restoreRoute",
    "abort, returnTraffic",
    "abort, awaitCanaryGone",
  })
  void aMissingRuleIsNoticed(String list, String rule) {
    Optional<Tale> tale =
        Settings.SMALL.stream()
            .map(setting -> Graph.of(setting, new LawWithout(list, rule)::plan).wrong())
            .flatMap(Optional::stream)
            .findFirst();
    assertThat(tale).isPresent();
  }
}
