package dev.mulkko.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * While no operator runs, somebody writes nonsense into the status of a Rollout that has half of
 * the traffic on each version. Whoever comes back takes no pod away that answers, finds out which
 * version is stable, and an abort works as ever.
 */
@Tag("cluster")
final class CorruptedStatusTest {

  private static final List<String> NONSENSE =
      List.of(
          "{stable: null}",
          "{stable: gone}",
          "{stable: CANARY}",
          "{canary: STABLE}",
          "{workloadUid: null, acceptedGeneration: null, attempts: 0}",
          "{step: nonsense, rollout: {attempt: 77}}",
          "{rollout: {startedAt: '2036-01-01T00:00:00Z'}}",
          "{refused: [{revision: STABLE, reason: Nonsense, message: none, at: '2026-01-01T00:00:00Z'}]}");

  @Test
  void whateverStandsInTheStatusStableIsFoundAndAnAbortWorks() throws Exception {
    AtHalf.each(NONSENSE, CorruptedStatusTest::survives);
  }

  private static void survives(Drill drill, String nonsense) {
    try {
      drill.release("v2", Map.of());
      RolloutStatus before = drill.awaitPauseAt("50%");
      String stable = String.valueOf(before.stable());
      String mine =
          nonsense.replace("STABLE", stable).replace("CANARY", String.valueOf(before.canary()));
      drill.inBetween(() -> drill.corrupts(mine));
      // Whose the open record is may not be known any more: it is closed when it is five minutes
      // old.
      drill.givesUp("records");
      drill.awaitLooked();
      RolloutStatus after = drill.awaitPauseAt("50%");
      assertThat(after.stable()).as(nonsense).isEqualTo(stable);
      drill.play();
      assertThat(drill.shop().status().stable()).as(nonsense).isEqualTo(stable);
      drill.assertNothingBroken();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "%s: %s, %s".formatted(nonsense, e.getMessage(), drill.shop().status()), e);
    }
  }
}
