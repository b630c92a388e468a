package dev.mulkko.testbed.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private final BackOff backOff = new BackOff(Duration.ofSeconds(10));

  @Test
  void theFirstRestartIsAtOnceAndLaterOnesWaitTwiceAsLongUpToFiveMinutes() {
    assertThat(IntStream.range(0, 8).mapToObj(i -> next(1).toSeconds()))
        .containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
  }

  @Test
  void whoRanForTenMinutesStartsOver() {
    next(1);
    next(1);

    assertThat(next(600)).isZero();
    assertThat(next(1)).hasSeconds(10);
  }

  private Duration next(int secondsRun) {
    return backOff.next(Duration.ofSeconds(secondsRun));
  }
}
