package dev.mulkko.engine.plan;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was written last on an object and must be written again: somebody else changed it. It is
 * repaired and said so. What a tool may write without end is not repaired more often than people
 * can be told of it, so that two who disagree do not flood the API server; what does harm at once
 * is.
 */
public final class Drift {

  /** Between two repairs of one object. */
  public static final Duration REST = Duration.ofSeconds(5);

  private enum Kind {
    /** Written by us as it should be, and by nobody else. */
    None,
    AtOnce,
    NowAndThen
  }

  private Drift() {}

  /**
   * The plan as it may be carried out now.
   *
   * @param written what this process wrote before
   * @param writerOf who changed the object of an action last, in words; empty when nobody can say.
   *     Only asked for a repair that is carried out
   */
  public static Plan tempered(
      Plan plan, Written written, Observation seen, Function<Action, Optional<String>> writerOf) {
    Action action = plan.action().orElse(null);
    Instant before = action == null ? null : written.lastly(action).orElse(null);
    if (action == null || before == null || kind(action) == Kind.None) {
      return plan;
    }
    Duration left = Duration.between(seen.now(), before.plus(REST));
    return left.isPositive() && kind(action) == Kind.NowAndThen
        ? waiting(plan, seen, left)
        : plan.saying(
            Note.of(
                Reason.DriftRepaired,
                "%s, once more: it was changed by %s",
                plan.note().message(),
                writerOf.apply(action).orElse("somebody")));
  }

  private static Kind kind(Action action) {
    return switch (action) {
      case Action.Pin _,
          Action.PinPreview _,
          Action.NameRevisions _,
          Action.SplitRoute _,
          Action.RestoreRoute _ ->
          Kind.NowAndThen;
      // An unpaused Deployment rolls by itself, and without a backend its share is lost.
      case Action.Pause _, Action.CreateBackend _ -> Kind.AtOnce;
      // These may be the same twice without anybody's doing.
      case Action.Claim _,
          Action.Release _,
          Action.Resume _,
          Action.Unmark _,
          Action.CreateReplicaSet _,
          Action.Scale _,
          Action.Park _,
          Action.Adopt _,
          Action.GiveBack _,
          Action.DeleteReplicaSet _,
          Action.DeleteBackend _,
          Action.Answer _,
          Action.OpenRecord _,
          Action.AddToRecord _,
          Action.CloseRecord _ ->
          Kind.None;
    };
  }

  /** Nothing is remembered as done; but what is to be repaired is not in force. */
  private static Plan waiting(Plan plan, Observation seen, Duration left) {
    Progress before = seen.memory().progress();
    Progress wanted = plan.memory().progress();
    boolean unseen = wanted != null && wanted.verified() == null;
    Memory memory =
        before == null || !unseen ? seen.memory() : seen.memory().with(before.unseen(seen.now()));
    return new Plan(
        plan.phase(),
        Optional.empty(),
        memory,
        Note.of(
            Reason.AwaitingRepair,
            "%s: written less than %d s ago and changed by somebody since, it is written again",
            plan.note().message(),
            REST.toSeconds()),
        plan.trace(),
        Optional.of(left));
  }
}
