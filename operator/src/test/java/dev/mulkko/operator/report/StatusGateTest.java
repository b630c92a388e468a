package dev.mulkko.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Kept;
import dev.mulkko.engine.model.Counted;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusGateTest {

  private final Told told = new Told();

  @Test
  void aFactIsWrittenAtOnce() {
    assertThat(told.seen(0, Reason.Attached, Told.ATTACHED)).isTrue();
  }

  @Test
  void aFactIsWrittenAtOnceAlsoBesideAnAction() {
    assertThat(told.seen(0, Reason.Claimed, Told.ATTACHED, new Action.Claim())).isTrue();
  }

  @Test
  void anActionAloneIsNotWritten() {
    assertThat(told.seen(0, Reason.Claimed, Told.NOTHING, new Action.Claim())).isFalse();
    assertThat(told.seen(5_000, Reason.Claimed, Told.NOTHING, new Action.Claim())).isFalse();
    assertThat(told.waiting()).isFalse();
  }

  @Test
  void aWaitIsWrittenOnceItHasStoodForTwoSeconds() {
    assertThat(told.seen(0, Reason.AwaitingEndpoints, Told.NOTHING)).isFalse();
    assertThat(told.waiting()).isTrue();
    assertThat(told.seen(1_999, Reason.AwaitingEndpoints, Told.NOTHING)).isFalse();
    assertThat(told.seen(2_000, Reason.AwaitingEndpoints, Told.NOTHING)).isTrue();
    assertThat(told.waiting()).isFalse();
  }

  @Test
  void anotherWaitBeginsItsOwnTime() {
    assertThat(told.seen(0, Reason.AwaitingEndpoints, Told.NOTHING)).isFalse();
    assertThat(told.seen(900, Reason.AwaitingVerification, Told.NOTHING)).isFalse();
    assertThat(told.seen(2_800, Reason.AwaitingVerification, Told.NOTHING)).isFalse();
    assertThat(told.seen(2_900, Reason.AwaitingVerification, Told.NOTHING)).isTrue();
  }

  @Test
  void settlingIsOnlyWorthAWriteWhenItTakesLong() {
    assertThat(told.seen(0, Reason.Settling, Told.NOTHING)).isFalse();
    assertThat(told.seen(9_999, Reason.Settling, Told.NOTHING)).isFalse();
    assertThat(told.seen(10_000, Reason.Settling, Told.NOTHING)).isTrue();
  }

  @Test
  void anActionInBetweenEndsAWait() {
    assertThat(told.seen(0, Reason.AwaitingEndpoints, Told.NOTHING)).isFalse();
    told.seen(500, Reason.WeightChanged, Told.NOTHING, new Action.Claim());
    assertThat(told.waiting()).isFalse();
    assertThat(told.seen(2_200, Reason.AwaitingEndpoints, Told.NOTHING)).isFalse();
  }

  @Test
  void whatIsWrittenAlreadyIsNeverWrittenAgain() {
    assertThat(told.seen(0, Reason.Attached, Told.ATTACHED)).isTrue();
    assertThat(told.seen(1, Reason.Attached, Told.ATTACHED)).isFalse();
    assertThat(told.seen(60_000, Reason.Attached, Told.ATTACHED)).isFalse();
    assertThat(told.waiting()).isFalse();
  }

  @Test
  void aStateThatComesBackBeforeItsTimeIsNotWritten() {
    told.seen(0, Reason.Attached, Told.ATTACHED);
    assertThat(told.seen(10, Reason.Settling, Told.ATTACHED)).isFalse();
    assertThat(told.seen(500, Reason.Attached, Told.ATTACHED)).isFalse();
    assertThat(told.waiting()).isFalse();
  }

  @Test
  void oneRolloutDoesNotSpeakForAnother() {
    told.seen(0, Reason.AwaitingEndpoints, Told.NOTHING);
    Told other = told.of("other");
    assertThat(other.waiting()).isFalse();
    assertThat(other.seen(2_000, Reason.AwaitingEndpoints, Told.NOTHING)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"observedGeneration, 8", "phase, Paused", "step, 2/3", "weight, 50%", "ready, 5/6"})
  void aChangeOfAnythingThatPeopleReadIsWrittenAfterItsTime(String field, String value) {
    told.seen(0, Reason.Attached, Told.ATTACHED);
    assertThat(told.says(2_000, field, value)).isFalse();
    assertThat(told.says(4_000, field, value)).isTrue();
  }

  @Test
  void otherNumbersInTheSameSentenceAreWrittenEveryTenSeconds() {
    told.seen(0, Reason.Attached, Told.ATTACHED);
    assertThat(told.says(2_000, "message", "another sentence")).isFalse();
    assertThat(told.says(11_999, "message", "another sentence")).isFalse();
    assertThat(told.says(12_000, "message", "another sentence")).isTrue();
  }

  @Test
  void otherAdviceIsWrittenAfterItsTime() {
    told.seen(0, Reason.Attached, Told.ATTACHED);
    assertThat(told.says(2_000, "advice", List.of("set it to 2"))).isFalse();
    assertThat(told.says(4_000, "advice", List.of("set it to 2"))).isTrue();
    assertThat(told.says(9_000, "advice", List.of("set it to 2"))).isFalse();
  }

  @Test
  void anotherTraceAloneIsNotWritten() {
    told.seen(0, Reason.Attached, Told.ATTACHED);
    assertThat(told.says(2_000, "trace", "b+")).isFalse();
    assertThat(told.says(9_000, "trace", "b+")).isFalse();
  }

  @Test
  void whatTheComparisonKnowsIsWrittenEveryFifteenSeconds() {
    assertThat(told.seen(0, Reason.Pausing, knowing(0))).isTrue();
    assertThat(told.seen(1_000, Reason.Pausing, knowing(14))).isFalse();
    assertThat(told.seen(1_100, Reason.Pausing, knowing(15))).isTrue();
    assertThat(told.seen(1_200, Reason.Pausing, knowing(29))).isFalse();
  }

  private static Memory knowing(int throughSeconds) {
    Instant begun = Instant.ofEpochSecond(1_000);
    Kept kept =
        new Kept(
            "errors",
            begun.plusSeconds(throughSeconds),
            throughSeconds,
            0,
            Collections.nCopies(10, 0L),
            Collections.nCopies(6, 0L),
            Collections.nCopies(4, 0L),
            1000);
    Progress progress =
        Progress.begin("new", begun, null).counting(new Counted("Pods", List.of(kept)));
    return Told.ATTACHED.started(progress, 2);
  }
}
