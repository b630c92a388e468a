package dev.mulkko.engine.plan.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Look;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Probe;
import dev.mulkko.engine.model.Probed;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Answers;
import dev.mulkko.engine.model.Progress.Verified;
import dev.mulkko.engine.model.Sight;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.UnderWay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A look counts for what it looked at, and for nothing else. */
class LooksTest {
  private static final Instant VERIFIED = Instant.ofEpochSecond(1000);
  private static final Instant NOW = VERIFIED.plusSeconds(10);
  private static final Spec SPEC =
      Specs.probed(Specs.canary(new Step.SetWeight(20), new Step.SetWeight(50)));
  private static final Probe PROBE = SPEC.probe().orElseThrow();

  /** Of a weight that was verified and has settled: the look is due, and nothing goes on. */
  private static final Plan BEGUN = Planner.plan(seen(new Verified("weight 20", VERIFIED)));

  private static final Look LOOK = look(BEGUN).orElseThrow();

  @Test
  void itBeginsWhenTheWeightHasSettledAndNotBefore() {
    assertThat(BEGUN.note().reason()).isEqualTo(Reason.AwaitingProbe);
    assertThat(LOOK).isEqualTo(new Look(PROBE, "new", "weight 20", VERIFIED));
    Plan early = Planner.plan(seen(new Verified("weight 20", NOW.minusSeconds(2))));
    assertThat(early.note().reason()).isEqualTo(Reason.Settling);
    assertThat(look(early)).isEmpty();
  }

  @Test
  void whatItSeesLetsTheStepGoOn() {
    assertThat(reasonAfter(sight(LOOK, NOW))).isEqualTo(Reason.Probed);
  }

  @Test
  void aLookAtAnotherWeightOrAtAnEarlierWriteOfThisOneDoesNotCount() {
    for (Look other :
        List.of(
            new Look(PROBE, "new", "weight 10", VERIFIED),
            new Look(PROBE, "new", "weight 20", VERIFIED.minusSeconds(60)),
            new Look(PROBE, "newer", "weight 20", VERIFIED),
            new Look(
                new Probe("http://other.example", Optional.empty(), "x-version", 100, 5),
                "new",
                "weight 20",
                VERIFIED))) {
      assertThat(reasonAfter(sight(other, NOW))).as("%s", other).isEqualTo(Reason.AwaitingProbe);
    }
  }

  @Test
  void aLookThatBeganBeforeItWasDueDoesNotCount() {
    assertThat(reasonAfter(sight(LOOK, NOW.minusMillis(1)))).isEqualTo(Reason.AwaitingProbe);
  }

  /** The spec was edited: what is known of another header tells nothing. */
  @Test
  void whatStableSaysByAnotherHeaderDoesNotCount() {
    Observation seen = seen(new Verified("weight 20", VERIFIED));
    Progress progress = Objects.requireNonNull(seen.memory().progress());
    Progress other = progress.answering(new Answers("x-other", List.of("v1"), null));
    Plan plan = Planner.plan(seen.with(seen.memory().with(other)));
    assertThat(plan.note().reason()).isNotEqualTo(Reason.AwaitingProbe);
    assertThat(look(plan)).isEmpty();
  }

  @Test
  void theTimeUntilALookIsNeverNegative() {
    Memory memory = BEGUN.memory();
    Progress progress = Objects.requireNonNull(memory.progress());
    Verified verified = Objects.requireNonNull(progress.verified());
    Probed overdue = new Probed(Probed.Outcome.Looking, NOW.minusSeconds(9), 1, "nobody answers");
    Observation due = seen(null).with(memory.with(progress.verified(verified.probed(overdue))));

    assertThat(Looks.next(Scene.of(due).orElseThrow())).contains(Duration.ZERO);
  }

  @Test
  void inAnAbortNoLookIsWanted() {
    Memory memory = BEGUN.memory();
    Progress progress = Objects.requireNonNull(memory.progress());
    Progress aborted =
        progress
            .aborted(new Progress.Abort("AbortedByUser", "by kim", NOW))
            .verified(progress.verified());
    assertThat(look(seen(null).with(memory.with(aborted)))).isEmpty();
  }

  private static Reason reasonAfter(Sight sight) {
    Observation next = seen(null).with(BEGUN.memory()).with(Optional.of(sight));
    return Planner.plan(next).note().reason();
  }

  private static Optional<Look> look(Plan plan) {
    return look(seen(null).with(plan.memory()));
  }

  private static Optional<Look> look(Observation seen) {
    return Looks.wanted(Scene.of(seen).orElseThrow());
  }

  private static Sight sight(Look look, Instant at) {
    return new Sight(look, at, Map.of("v1", 80, "v2", 20), 0, "", Set.of());
  }

  private static Observation seen(@Nullable Verified verified) {
    Progress progress =
        Progress.begin("new", VERIFIED.minusSeconds(60), null)
            .answering(new Answers("x-version", List.of("v1"), null))
            .verified(verified);
    Memory memory = Memory.empty().attached("uid", "old", 1).started(progress, 2);
    return UnderWay.seen(NOW, SPEC, memory, List.of(), Optional.empty());
  }
}
