package dev.mulkko.e2e.swap;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("cluster")
final class RaceTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void scalingDuringASwapEndsRightInBothDirections(long seed) {
    Random random = new Random(seed);
    Race there = Race.of(random);
    Race back = Race.of(random);
    System.out.println(
        "figure: swap race of seed %d = %s; and back %s".formatted(seed, there, back));
    try (Pair pair = Pair.open("race")) {
      race(pair, pair.stable, Pair.CANARY, there);
      race(pair, Pair.CANARY, pair.stable, back);
    }
  }

  private static void race(Pair pair, String from, String to, Race race) {
    Trial.of(
            pair,
            to,
            race.fewest(),
            () -> race.run(pair.apps, () -> pair.park(from), () -> pair.adopt(to)))
        .assertFaultless();
    pair.awaitStatus(pair.apps.replicas(), to.equals(Pair.CANARY) ? pair.apps.replicas() : 0);
  }
}
