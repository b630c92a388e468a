package dev.mulkko.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Kept;
import dev.mulkko.engine.model.Counted;
import dev.mulkko.engine.model.Evidence;
import dev.mulkko.engine.model.Evidence.Outcome;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Abort;
import dev.mulkko.engine.model.Progress.Verified;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final String SHOP = "shop/web";
  private static final Instant NOW = Instant.ofEpochSecond(1000);
  private static final Progress STORED = Progress.begin("7d9e", NOW, "alice");
  private static final Verified SEEN = new Verified("weight 5", NOW.plusSeconds(5));
  private static final List<Evidence> PASSED =
      List.of(new Evidence("errors", 3, 0, Outcome.Passed, "0.1", NOW, null));

  private final Ledger ledger = new Ledger();

  @Test
  void whatWasVerifiedIsKnownAsLongAsTheProcessLives() {
    ledger.keep(SHOP, of(STORED.verified(SEEN)));
    assertThat(recalled(STORED)).isEqualTo(STORED.verified(SEEN));
    assertThat(new Ledger().recall(SHOP, of(STORED))).isEqualTo(of(STORED));
  }

  @Test
  void whatIsVerifiedNoMoreIsForgotten() {
    ledger.keep(SHOP, of(STORED.verified(SEEN)));
    ledger.keep(SHOP, of(STORED));
    assertThat(recalled(STORED)).isEqualTo(STORED);
  }

  @Test
  void itOutlivesAStepButNotItsRollout() {
    ledger.keep(SHOP, of(STORED.verified(SEEN)));
    Progress next = STORED.at(STORED.step().next(NOW, 5));
    assertThat(recalled(next)).isEqualTo(next.verified(SEEN));
    Progress again = Progress.begin("7d9e", NOW.plusSeconds(60), "alice");
    assertThat(recalled(again)).isEqualTo(again);
    assertThat(ledger.recall("shop/api", of(STORED))).isEqualTo(of(STORED));
  }

  @Test
  void evidenceCountsAtItsPlaceAlone() {
    ledger.keep(SHOP, of(STORED.proving(PASSED)));
    assertThat(recalled(STORED)).isEqualTo(STORED.proving(PASSED));
    Progress aborted = STORED.aborted(new Abort("AbortedByUser", "by alice", NOW));
    assertThat(recalled(aborted)).isEqualTo(aborted);
  }

  @Test
  void trafficIsBackSinceAnAbortThatIsStoredAndNotSinceOneThatWasNot() {
    Progress aborted = STORED.aborted(new Abort("CanaryLost", "no pod", NOW));
    ledger.keep(SHOP, of(aborted.recording(aborted.attempt().restored(NOW))));
    assertThat(recalled(aborted).attempt().restoredAt()).isEqualTo(NOW);
    assertThat(recalled(STORED).attempt().restoredAt()).isNull();
    Progress later = STORED.aborted(new Abort("CanaryLost", "no pod", NOW.plusSeconds(1)));
    assertThat(recalled(later).attempt().restoredAt()).isNull();
  }

  @Test
  void whatTheComparisonKnowsOutlivesAStepButNotItsRollout() {
    Counted counted =
        new Counted(
            "Pods", List.of(new Kept("errors", NOW, 1, 2, List.of(), List.of(), List.of(), 3)));
    ledger.keep(SHOP, of(STORED.counting(counted)));
    Progress next = STORED.at(STORED.step().next(NOW, 5));
    assertThat(recalled(next)).isEqualTo(next.counting(counted));
    Progress again = Progress.begin("7d9e", NOW.plusSeconds(60), "alice");
    assertThat(recalled(again)).isEqualTo(again);
  }

  @Test
  void nothingIsKnownOfWhatEndedOrIsGone() {
    ledger.keep(SHOP, of(STORED.verified(SEEN)));
    ledger.keep(SHOP, Memory.empty());
    assertThat(recalled(STORED)).isEqualTo(STORED);
    ledger.keep(SHOP, of(STORED.verified(SEEN)));
    ledger.forget(SHOP);
    assertThat(recalled(STORED)).isEqualTo(STORED);
  }

  private Progress recalled(Progress stored) {
    Progress progress = ledger.recall(SHOP, of(stored)).progress();
    assertThat(progress).isNotNull();
    return progress;
  }

  private static Memory of(Progress progress) {
    return Memory.empty().started(progress, 2);
  }
}
