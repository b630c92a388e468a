package dev.mulkko.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.testbed.load.Lateness;
import dev.mulkko.testbed.load.LoadStats;
import dev.mulkko.testbed.load.LossReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CellTest {

  private static final long SENT = 1000;

  @Test
  void aCellWithoutLossIsRight() {
    assertThat(cell(true, 0, 0, 4.0, "").isWrong()).isFalse();
    assertThat(cell(true, 0, 0, null, "").isWrong()).isFalse();
  }

  @Test
  void oneLostRequestIsWrong() {
    assertThat(cell(true, 1, 0, null, "").isWrong()).isTrue();
  }

  @Test
  void anImpoliteAppMayLoseButNotEndOtherwise() {
    assertThat(cell(false, 1, 0, null, "").isWrong()).isFalse();
    assertThat(cell(false, 0, 0, null, "it did not end as it must").isWrong()).isTrue();
  }

  @Test
  void aShareThatIsNotItsWeightIsWrong() {
    assertThat(cell(true, 0, 0, 4.1, "").isWrong()).isTrue();
    assertThat(cell(true, 0, 0, Double.POSITIVE_INFINITY, "").isWrong()).isTrue();
    assertThat(cell(true, 0, 0, Double.NaN, "").isWrong()).isTrue();
  }

  @Test
  void nothingSentIsNothingProven() {
    Play play = new Play(Router.HTTP, Case.UNDO, true);

    assertThat(
            new Cell(play, Connections.KEPT, List.of(), List.of(), null, Duration.ZERO, "")
                .isWrong())
        .isTrue();
  }

  @Test
  void aClientThatCouldNotKeepItsRateSaysSo() {
    assertThat(cell(true, 0, 11, null, "").line()).contains("too busy to keep the rate");
    assertThat(cell(true, 0, 10, null, "").line()).doesNotContain("busy");
  }

  private static Cell cell(
      boolean polite, long lost, long late, @Nullable Double sigma, String problem) {
    LoadStats stats =
        new LoadStats(
            SENT,
            Map.of("v1", SENT - lost),
            Map.of(),
            lost,
            lost == 0 ? Map.of() : Map.of(LossReason.RESET, lost),
            List.of(),
            Map.of());
    return new Cell(
        new Play(Router.PLAIN, Case.UNDO, polite),
        Connections.FRESH,
        List.of(stats),
        List.of(new Lateness(late, Duration.ofMillis(150))),
        sigma,
        Duration.ofSeconds(30),
        problem);
  }
}
