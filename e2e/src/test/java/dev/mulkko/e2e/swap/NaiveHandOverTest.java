package dev.mulkko.e2e.swap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.observer.Violation;
import dev.mulkko.e2e.observer.invariant.OneOwnedReplicaSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The negative control: whoever adopts the canary while stable is still owned ends wrong. */
@Tag("cluster")
final class NaiveHandOverTest {

  private static final int SEEDS = 3;
  private static final int FEWER = 3;

  @Test
  void aDeploymentThatOwnsBothStopsForGoodWithTheTrafficAtTheWrongSize() {
    List<Set<Fault>> faults =
        ofEachSeed(
            "both owned, 6 -> 3",
            (pair, _) ->
                Trial.of(
                    pair,
                    Pair.CANARY,
                    FEWER,
                    () -> {
                      pair.apps.scale(FEWER);
                      pair.adopt(Pair.CANARY);
                    }));
    assertThat(faults).anyMatch(one -> one.contains(Fault.WRONG_SIZE));
  }

  @Test
  void theRacesThatTheRuleWinsTakePodsAwayWhenTheCanaryIsAdoptedFirst() {
    List<Set<Fault>> faults =
        ofEachSeed(
            "canary adopted first",
            (pair, race) ->
                Trial.of(
                    pair,
                    Pair.CANARY,
                    race.fewest(),
                    () ->
                        race.run(
                            pair.apps,
                            () -> pair.adopt(Pair.CANARY),
                            () -> pair.park(pair.stable))));
    assertThat(faults).anyMatch(one -> one.contains(Fault.SHRUNK));
  }

  private static List<Set<Fault>> ofEachSeed(
      String what, BiFunction<Pair, Race, Trial.Verdict> trial) {
    return LongStream.rangeClosed(1, SEEDS)
        .mapToObj(
            seed -> {
              try (Pair pair = Pair.open("naive")) {
                Set<Fault> faults = trial.apply(pair, Race.of(new Random(seed))).faults();
                assertThat(pair.observer.expectedViolations())
                    .as("what the observer saw")
                    .extracting(Violation::rule)
                    .contains(OneOwnedReplicaSet.NAME);
                System.out.println("figure: %s, seed %d = %s".formatted(what, seed, faults));
                return faults;
              }
            })
        .toList();
  }
}
