package dev.mulkko.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The shop of {@link UnderWay}: stable is "old" and the canary "new". */
class ContradictionTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:30:00Z");

  @Test
  void whatFitsIsFollowed() {
    assertThat(Contradiction.of(seen("old", "new", 1))).isEmpty();
    assertThat(Contradiction.of(seen("old", "new", 0, 1))).as("not yet numbered").isEmpty();
    assertThat(Contradiction.of(UnderWay.seen(NOW, spec(), rest(), List.of(), Optional.empty())))
        .isEmpty();
  }

  @Test
  void stableCannotBeTheCanary() {
    contradicts(seen("new", "new", 1), "status.stable and status.canary are both new");
  }

  @Test
  void whereAThirdRevisionHasTheTrafficStableIsNotOneThatIsGone() {
    contradicts(
        seen("gone", "new", 1),
        "status.stable is gone, which has no ReplicaSet, but the traffic goes to old");
  }

  /** Its record could never be found, nor opened. */
  @Test
  void anAttemptHasOneNumber() {
    contradicts(seen("old", "new", 1, 0), "status.attempts is 0, and status.rollout.attempt is 1");
    contradicts(
        seen("old", "new", 1, 4711), "status.attempts is 4711, and status.rollout.attempt is 1");
  }

  private static void contradicts(Observation seen, String sentence) {
    Plan plan = Planner.plan(seen);
    assertThat(plan.note().reason()).isEqualTo(Reason.StatusContradicted);
    assertThat(plan.note().message()).startsWith(sentence);
    assertThat(plan.action()).isEmpty();
    assertThat(plan.memory()).isEqualTo(seen.memory().detached());
  }

  private static Observation seen(String stable, String canary, long attempt) {
    return seen(stable, canary, attempt, attempt);
  }

  private static Observation seen(String stable, String canary, long attempt, long attempts) {
    Progress begun = Progress.begin(canary, NOW, null);
    Progress progress = begun.recording(begun.attempt().called(attempt, null, "id"));
    Memory memory =
        Memory.empty().attached("uid", stable, 1).started(progress, 2).counting(attempts);
    return UnderWay.seen(NOW, spec(), memory, List.of(), Optional.empty());
  }

  private static Spec spec() {
    return Specs.canary(new Step.SetWeight(20));
  }

  private static Memory rest() {
    return Memory.empty().attached("uid", "gone", 1);
  }
}
