package dev.mulkko.engine.plan.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Evidence;
import dev.mulkko.engine.model.Evidence.Outcome;
import dev.mulkko.engine.model.Limit;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Sample;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.UnderWay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody edits a metric, or the operator is another one, in the middle of a step. */
class GatesTest {

  private static final Instant STARTED = Instant.parse("2026-11-24T09:00:00Z");
  private static final Instant ASKED = STARTED.plusSeconds(10);
  private static final Instant NOW = STARTED.plusSeconds(12);
  private static final String QUERY = "errors{app=\"shop\"}";

  @Test
  void oneFailureMoreThanTheLimitIsOneTooMany() {
    assertThat(told(2, new Evidence("errors", 0, 2, Outcome.Failed, "0.3", ASKED, null)).reason())
        .isNotEqualTo(Reason.MetricFailed);
    assertThat(told(1, new Evidence("errors", 0, 2, Outcome.Failed, "0.3", ASKED, null)))
        .isEqualTo(
            new Note(
                Reason.MetricFailed,
                "errors is 0.3, above max 0.05: failure 2 (limit 1) in step 1/2: " + QUERY));
  }

  /** What came last has nothing to do with the limits. */
  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"NoData", "NoAnswer", "Broken", "Passed"})
  void aLimitOfFailuresThatIsLoweredCountsThoseBefore(Outcome last) {
    String value = last == Outcome.Passed ? "0.01" : "the result is empty";
    assertThat(told(0, new Evidence("errors", 1, 1, last, value, ASKED, null)))
        .isEqualTo(
            new Note(
                Reason.MetricFailed,
                "errors missed its limit: failure 1 (limit 0) in step 1/2: " + QUERY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12 | 0.3  | errors{app=\"shop\"} | true",
        "12 | 0.01 | errors{app=\"shop\"} | false",
        "10 | 0.3  | errors{app=\"shop\"} | false",
        "12 | 0.3  | errors{app=\"blog\"} | false",
      })
  void onlyANewAnswerToWhatIsAskedNowCounts(
      int second, double result, String query, boolean fails) {
    Evidence before = new Evidence("errors", 1, 0, Outcome.Passed, "0.01", ASKED, null);
    Sample answer =
        new Sample("errors", query, STARTED.plusSeconds(second), new Reading.Value(result));
    assertThat(told(0, before, answer).reason() == Reason.MetricFailed).isEqualTo(fails);
  }

  private static Note told(int failureLimit, Evidence known, Sample... answers) {
    Metric errors =
        new Metric(
            "errors",
            Specs.query(QUERY),
            Limit.max(0.05),
            Duration.ofSeconds(10),
            failureLimit,
            Duration.ZERO,
            5);
    Analysis analysis = new Analysis(List.of(errors), Duration.ofMinutes(2), false);
    return Planner.plan(UnderWay.at(STARTED, NOW).seen(analysis, List.of(known), List.of(answers)))
        .note();
  }
}
