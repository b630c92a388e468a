package dev.mulkko.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class AbortFiguresTest {

  @Test
  void theMedianIsInTheMiddleAndTheMaximumAtTheEnd() {
    AbortFigures even = figures(400, 100, 300, 200);
    AbortFigures odd = figures(900, 100, 300);

    assertThat(even.median()).isEqualTo(0.25);
    assertThat(even.max()).isEqualTo(0.4);
    assertThat(odd.median()).isEqualTo(0.3);
    assertThat(odd.max()).isEqualTo(0.9);
  }

  @Test
  void fewerAbortsThanWantedOrALostRequestAreWrong() {
    List<Duration> all = Collections.nCopies(Aborts.COUNT, Duration.ofMillis(100));
    Aborts aborts = new Aborts(Router.HTTP, Duration.ofMillis(200));

    assertThat(new AbortFigures(aborts, all, 100, 0, 0, "").isWrong()).isFalse();
    assertThat(new AbortFigures(aborts, all, 100, 1, 0, "").isWrong()).isTrue();
    assertThat(new AbortFigures(aborts, all, 100, 0, 0, "it did not go").isWrong()).isTrue();
    assertThat(figures(100).isWrong()).isTrue();
  }

  private static AbortFigures figures(long... millis) {
    return new AbortFigures(
        new Aborts(Router.HTTP, Duration.ofMillis(200)),
        LongStream.of(millis).mapToObj(Duration::ofMillis).toList(),
        100,
        0,
        0,
        "");
  }
}
