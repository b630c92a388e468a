package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tool writes the route of git back every second while a rollout has split it. */
@Tag("cluster")
final class DriftTest {

  private static final int REPAIRS = 3;

  /** As many as there is time for between the first and the last of those that are waited for. */
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  @Test
  void whoeverWritesTheRouteBackIsNamedAndTheClockOfTheStepStandsStill() {
    try (Stage stage = Stage.open("drift", Pace.STAYS_AT_50)) {
      stage.release("v2", Map.of());
      RolloutStatus before = stage.awaitPauseAt("50%");
      Instant started = startedAt(before);
      int step = progress(before).stepIndex();
      Instant from = Instant.now();
      try (Busy _ = Busy.every(Duration.ofSeconds(1), () -> GitOps.applyRoute(stage))) {
        Wait.until(
            Stage.LIMIT,
            "%d repairs are made".formatted(REPAIRS),
            () -> repairs(stage, from).size() >= REPAIRS);
        assertThat(progress(stage.shop.status()).stepStoppedAt()).isNotNull();
      }
      assertSpaced(repairs(stage, from));
      RolloutStatus after =
          stage.await(
              "the step goes on",
              status ->
                  status.rollout() != null
                      && status.rollout().stepStoppedAt() == null
                      && "50%".equals(status.weight())
                      && startedAt(status).isAfter(started));
      assertThat(progress(after).stepIndex()).isEqualTo(step);
      assertThat(stage.events())
          .anySatisfy(
              event -> {
                assertThat(event.getReason()).isEqualTo("DriftRepaired");
                assertThat(event.getNote()).endsWith("it was changed by field manager gitops");
              });
      stage.clients.stop().assertNoneLostOrRepeated();
    }
  }

  private static List<Instant> repairs(Stage stage, Instant from) {
    return stage.books.patches("httproutes", from);
  }

  /** By the API server's clock; the operator's own may tell a little more. */
  private static void assertSpaced(List<Instant> repairs) {
    Duration whole = Duration.between(repairs.getFirst(), repairs.getLast());
    assertThat(whole.plusMillis(500).dividedBy(BETWEEN)).isGreaterThanOrEqualTo(repairs.size() - 1);
  }

  private static Instant startedAt(RolloutStatus status) {
    return Objects.requireNonNull(progress(status).stepStartedAt());
  }

  private static RolloutProgress progress(RolloutStatus status) {
    return Objects.requireNonNull(status.rollout());
  }
}
