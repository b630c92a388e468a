package dev.mulkko.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Closing;
import dev.mulkko.engine.plan.Closing.Outcome;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private final PrometheusMeterRegistry page =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Attempts attempts = new Attempts(page.getPrometheusRegistry());

  @Test
  void theWholeTimeOfAnAttemptIsThatOfItsTwoParts() {
    attempts.did(closed(Outcome.Promoted, 3000, 250, null));
    assertThat(page.scrape())
        .contains("mulkko_attempt_seconds_sum{outcome=\"Promoted\"} 3250.0")
        .contains("mulkko_attempt_waiting_seconds_sum{outcome=\"Promoted\"} 3000.0")
        .contains("mulkko_attempt_progression_seconds_sum{outcome=\"Promoted\"} 250.0")
        .contains("mulkko_attempt_progression_seconds_bucket{outcome=\"Promoted\",le=\"300.0\"} 1")
        .contains("mulkko_attempt_seconds_count{outcome=\"Undone\"} 0")
        .contains("mulkko_rollback_seconds_count 0");
  }

  @Test
  void aRollbackTellsHowSoonTheTrafficWasBack() {
    attempts.did(closed(Outcome.RolledBack, 0, 40, Duration.ofMillis(1400)));
    assertThat(page.scrape())
        .contains("mulkko_rollback_seconds_bucket{le=\"1.0\"} 0")
        .contains("mulkko_rollback_seconds_bucket{le=\"2.0\"} 1")
        .contains("mulkko_rollback_seconds_sum 1.4");
  }

  @Test
  void nothingElseThatIsWrittenEndsAnAttempt() {
    attempts.did(new Action.Claim());
    assertThat(page.scrape()).doesNotContain("_count{outcome=\"Promoted\"} 1");
  }

  private static Action closed(
      Outcome outcome, long waited, long progressed, @Nullable Duration restore) {
    return new Action.CloseRecord(
        new Closing(
            Attempt.by(null),
            List.of(),
            List.of(),
            outcome,
            "Promoted",
            "m",
            Instant.EPOCH,
            Duration.ofSeconds(waited),
            Duration.ofSeconds(progressed),
            Optional.empty(),
            Optional.ofNullable(restore)));
  }
}
