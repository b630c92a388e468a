package dev.mulkko.engine.plan.canary;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Memory.Refused;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Abort;
import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.Asked;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Back to a revision that ran before: a rollout like any other, of a ReplicaSet that is kept. */
final class Undo {

  private Undo() {}

  static Optional<Decision> begin(Scene scene, Asked asked) {
    if (scene.memory().stable() == null) {
      return Asks.no(
          scene, "the Rollout is not attached to Deployment " + scene.spec().workload() + " yet");
    }
    if (scene.replicaSet(scene.stable()).isEmpty()) {
      return Optional.empty();
    }
    String to = asked.to() == null ? last(scene).orElse(null) : asked.to();
    Optional<String> why = refusal(scene, to);
    if (why.isPresent() || to == null) {
      return Asks.no(scene, why.orElse("no revision that ran before is kept"));
    }
    if (scene.spec().rolling()) {
      return exchange(scene, asked, to);
    }
    int behindSteps = scene.spec().strategy().steps().size();
    Progress progress =
        Progress.undo(to, scene.wantedRevision(), behindSteps, scene.now(), asked.by());
    return Asks.done(
        scene.memory().forgiving(to).started(progress, scene.workload().generation()),
        asked,
        Note.of(
            Reason.UndoAsked,
            "from %s back to %s, as asked for %s",
            scene.stable(),
            to,
            asked.words()));
  }

  /**
   * A Deployment rolls to its template alone: what ran before comes back as it does in an abort.
   */
  private static Optional<Decision> exchange(Scene scene, Asked asked, String to) {
    String out = scene.stable();
    Note note =
        Note.of(Reason.UndoAsked, "from %s back to %s, as asked for %s", out, to, asked.words());
    Abort undone =
        new Abort(Reason.Undone.name(), "undone: %s was asked for".formatted(to), scene.now());
    Memory swapped = scene.memory().rested(to).forgiving(to);
    Progress progress = Progress.begin(out, scene.now(), asked.by()).aborted(undone);
    return Asks.done(swapped.started(progress, scene.workload().generation()), asked, note);
  }

  private static Optional<String> refusal(Scene scene, @Nullable String to) {
    if (scene.spec().suspended()) {
      return Optional.of("spec.suspend is true: set it to false first");
    }
    if (scene.rollsByItself()) {
      return Optional.of(
          "Deployment %s is rolling by itself: ask again when it has finished"
              .formatted(scene.spec().workload()));
    }
    if (scene.stable().equals(to)) {
      return Optional.of("%s has all the traffic already".formatted(to));
    }
    if (to != null && scene.replicaSet(to).isEmpty()) {
      return Optional.of("no revision %s is kept: %s".formatted(to, kept(scene)));
    }
    return Attach.objected(scene).map(objected -> objected.note().message());
  }

  private static String kept(Scene scene) {
    List<String> names = ranBefore(scene).map(ReplicaSet::revision).toList();
    return names.isEmpty() ? "there is none" : "write one of " + String.join(", ", names);
  }

  /** Not one that was refused for a reason, and not the same version before its restart. */
  private static Optional<String> last(Scene scene) {
    Optional<Template> runs = scene.replicaSet(scene.stable()).map(ReplicaSet::template);
    return ranBefore(scene)
        .filter(rs -> runs.filter(rs.template()::sameBesidesRestarts).isEmpty())
        .map(ReplicaSet::revision)
        .filter(revision -> scene.memory().refusal(revision).isEmpty())
        .findFirst();
  }

  private static Stream<ReplicaSet> ranBefore(Scene scene) {
    return scene.seen().replicaSets().stream()
        .filter(rs -> rs.number() > 0 && !rs.revision().equals(scene.stable()))
        .sorted(Comparator.comparingLong(ReplicaSet::number).reversed());
  }

  /** What the Deployment's template was, and what ran: both would come back by themselves. */
  static Memory refusing(Scene scene, Memory rested) {
    Memory next = rested;
    for (String revision :
        Stream.of(scene.stable(), scene.progress().undoes())
            .filter(Objects::nonNull)
            .distinct()
            .toList()) {
      if (!revision.equals(scene.canary()) && next.refusal(revision).isEmpty()) {
        next =
            next.refusing(
                new Refused(
                    revision,
                    Reason.Undone.name(),
                    "undone: %s was asked for".formatted(scene.canary()),
                    scene.now()));
      }
    }
    return next;
  }
}
