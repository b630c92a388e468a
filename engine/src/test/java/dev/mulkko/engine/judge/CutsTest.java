package dev.mulkko.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CutsTest {

  @Test
  void howeverItIsCutNothingIsFoldedTwice() {
    for (int seed = 0; seed < 200; seed++) {
      Cuts.Result result = Cuts.run(new SplittableRandom(seed), 120, 0.15);

      assertThat(result.foldedTwice()).as("seed %d: %s", seed, result).isFalse();
      assertThat(result.folded()).as("seed %d", seed).isPositive();
    }
  }

  @Test
  void withoutAnyCutEverythingIsFoldedOnce() {
    Cuts.Result result = Cuts.run(new SplittableRandom(1), 120, 0);

    assertThat(result.folded()).isEqualTo(result.counted());
  }
}
