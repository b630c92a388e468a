package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.act;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.LetGo;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Revisions that ran before: parked, without pods, ready for an undo. */
public final class History {

  private History() {}

  /** The oldest first. Those that were refused stay, as the memory of the refusal. */
  static Optional<Decision> trim(Scene scene) {
    List<ReplicaSet> kept =
        scene.seen().replicaSets().stream()
            .filter(LetGo::isHistory)
            .filter(rs -> !rs.revision().equals(scene.wantedRevision()))
            .filter(rs -> scene.memory().refusal(rs.revision()).isEmpty())
            .sorted(
                Comparator.comparingLong(ReplicaSet::number).thenComparing(ReplicaSet::revision))
            .toList();
    int limit = scene.spec().historyLimit();
    return kept.size() <= limit
        ? Optional.empty()
        : act(
            new Action.DeleteReplicaSet(kept.getFirst().revision()),
            Note.of(
                Reason.HistoryTrimmed,
                "%s is deleted: %d revisions are kept, the limit is %d",
                kept.getFirst().revision(),
                kept.size(),
                limit));
  }

  public static Optional<Decision> giveBack(Scene scene) {
    return scene.seen().replicaSets().stream()
        .filter(LetGo::isHistory)
        .findFirst()
        .flatMap(rs -> act(new Action.GiveBack(rs.revision()), LetGo.returned(scene.spec(), rs)));
  }
}
