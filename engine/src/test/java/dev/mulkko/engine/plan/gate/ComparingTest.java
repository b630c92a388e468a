package dev.mulkko.engine.plan.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.Specs;
import dev.mulkko.engine.judge.Evidence;
import dev.mulkko.engine.judge.Verdict;
import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Counted;
import dev.mulkko.engine.model.Judged;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Place;
import dev.mulkko.engine.model.Progress.Verified;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.UnderWay;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A verdict counts for the place and the rollout that it is of. */
class ComparingTest {
  private static final Instant BEGUN = Instant.ofEpochSecond(1000);
  private static final Instant ENTERED = BEGUN.plusSeconds(10);
  private static final Instant STARTED = BEGUN.plusSeconds(20);
  private static final Instant NOW = BEGUN.plusSeconds(40);

  private static final Verdict HEALTHY = new Verdict.Healthy("healthy after 20 s");
  private static final Verdict WORSE = new Verdict.Worse("errors", 5000, "error rate 5 %");

  private static final Spec SPEC =
      Specs.with(
          Specs.canary(new Step.SetWeight(20), new Step.Pause(Duration.ofMinutes(5))),
          new Analysis(List.of(), Duration.ofMinutes(1), false).comparing(Comparison.DEFAULT));

  @Test
  void aHealthyVersionGoesOnAtItsPlace() {
    assertThat(reason(STARTED, judged("new", BEGUN, STARTED, HEALTHY)))
        .isEqualTo(Reason.StepCompleted);
  }

  @Test
  void aVerdictOfAnEarlierPlaceIsNone() {
    assertThat(reason(STARTED, judged("new", BEGUN, ENTERED, HEALTHY))).isEqualTo(Reason.Pausing);
  }

  @Test
  void aVerdictOfAnotherRolloutIsNone() {
    assertThat(reason(STARTED, judged("new", BEGUN.minusSeconds(900), STARTED, WORSE)))
        .isEqualTo(Reason.Pausing);
    assertThat(reason(STARTED, judged("other", BEGUN, STARTED, WORSE))).isEqualTo(Reason.Pausing);
  }

  @Test
  void worseIsWorseWhereverItWasSeen() {
    assertThat(reason(STARTED, judged("new", BEGUN, ENTERED, WORSE))).isEqualTo(Reason.CanaryWorse);
    assertThat(reason(null, judged("new", BEGUN, ENTERED, WORSE))).isEqualTo(Reason.CanaryWorse);
  }

  @Test
  void onTheWayToItsPlaceTheCanaryIsLookedAtAlready() {
    assertThat(watch(null)).contains(new Evidence.Step(true, ENTERED, 0.2));
    assertThat(watch(STARTED)).contains(new Evidence.Step(true, STARTED, 0.2));
  }

  @Test
  void inAnAbortNobodyIsCompared() {
    Scene scene = scene(STARTED, judged("new", BEGUN, STARTED, HEALTHY));
    Progress aborted = scene.progress().aborted(new Progress.Abort("AbortedByUser", "by kim", NOW));

    assertThat(Comparing.watch(scene.with(scene.memory().with(aborted)))).isEmpty();
  }

  private static Reason reason(@Nullable Instant started, Judged judged) {
    return Planner.plan(seen(started, judged)).note().reason();
  }

  private static Optional<Evidence.Step> watch(@Nullable Instant started) {
    return Comparing.watch(scene(started, judged("new", BEGUN, STARTED, HEALTHY)))
        .flatMap(Watch::step);
  }

  private static Scene scene(@Nullable Instant started, Judged judged) {
    return Scene.of(seen(started, judged)).orElseThrow();
  }

  private static Judged judged(String canary, Instant begun, Instant since, Verdict verdict) {
    return new Judged(canary, begun, since, verdict, Counted.NOTHING);
  }

  private static Observation seen(@Nullable Instant started, Judged judged) {
    Progress progress =
        Progress.begin("new", BEGUN, null)
            .at(new Place(1, ENTERED, started, null, 20))
            .verified(started == null ? null : new Verified("weight 20", ENTERED));
    Memory memory = Memory.empty().attached("uid", "old", 1).started(progress, 2);
    return UnderWay.seen(NOW, SPEC, memory, List.of(), Optional.of(judged));
  }
}
