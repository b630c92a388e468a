package dev.mulkko.engine.plan.record;

import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.model.Attempt.Approved;
import dev.mulkko.engine.model.Attempt.Passed;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Abort;
import dev.mulkko.engine.plan.Closing;
import dev.mulkko.engine.plan.Closing.Outcome;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.version.VersionName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, from what is remembered of it. */
final class Ending {

  private Ending() {}

  static Closing of(
      Observation seen, Progress progress, List<Passed> steps, List<Approved> approved) {
    Why why = why(seen, progress);
    Attempt attempt = progress.attempt();
    Duration all = positive(Duration.between(progress.startedAt(), why.at));
    Duration waited = attempt.waited().compareTo(all) > 0 ? all : attempt.waited();
    return new Closing(
        attempt,
        steps,
        approved,
        why.outcome,
        why.reason.name(),
        why.message,
        why.at,
        waited,
        all.minus(waited),
        lead(seen, progress, why),
        restore(seen, progress, why));
  }

  private record Why(Outcome outcome, Reason reason, String message, Instant at) {}

  private static Why why(Observation seen, Progress progress) {
    Abort abort = progress.abort();
    if (abort != null) {
      Reason reason = Reason.valueOf(abort.reason());
      return new Why(outcome(reason), reason, abort.message(), abort.at());
    }
    Instant promoted = progress.promotedAt();
    if (promoted != null) {
      return progress.undoes() == null
          ? new Why(
              Outcome.Promoted,
              Reason.Promoted,
              "%s has all of the traffic".formatted(progress.canary()),
              promoted)
          : new Why(
              Outcome.Undone,
              Reason.Undone,
              "%s has all of the traffic again".formatted(progress.canary()),
              promoted);
    }
    if (seen.deleting()) {
      return new Why(Outcome.Aborted, Reason.RolloutDeleted, "the Rollout is deleted", seen.now());
    }
    return seen.workload().isEmpty()
        ? new Why(
            Outcome.Aborted,
            Reason.WorkloadMissing,
            "Deployment %s is gone".formatted(seen.spec().workload()),
            seen.now())
        : new Why(
            Outcome.Aborted,
            Reason.StableReplaced,
            "the ReplicaSet of the version before is gone",
            seen.now());
  }

  /** Only what was wrong with the version itself is held against it. */
  private static Outcome outcome(Reason reason) {
    return switch (reason) {
      case Superseded -> Outcome.Superseded;
      case Undone -> Outcome.Undone;
      case AbortedByUser, TemplateSetBack, RolloutDeleted, ApprovalTimedOut, TrialEnded ->
          Outcome.Aborted;
      default -> Outcome.RolledBack;
    };
  }

  /** DORA's lead time, from the build: when the change was written is not known here. */
  private static Optional<Duration> lead(Observation seen, Progress progress, Why why) {
    return why.outcome == Outcome.Promoted
        ? seen.books()
            .version(progress.canary())
            .name()
            .map(VersionName::builtAt)
            .map(built -> positive(Duration.between(built, why.at)))
        : Optional.empty();
  }

  /** What a canary never got cannot be restored. */
  private static Optional<Duration> restore(Observation seen, Progress progress, Why why) {
    return switch (why.outcome) {
      case RolledBack ->
          Optional.ofNullable(back(seen, progress))
              .filter(at -> !isOutBeforeTraffic(progress))
              .map(at -> positive(Duration.between(why.at, at)));
      case Undone ->
          Optional.of(
              progress.abort() == null
                  ? positive(Duration.between(progress.startedAt(), why.at))
                  : positive(Duration.between(why.at, seen.now())));
      case Promoted, Aborted, Superseded -> Optional.empty();
    };
  }

  private static boolean isOutBeforeTraffic(Progress progress) {
    Abort abort = progress.abort();
    return abort != null && abort.at().equals(progress.attempt().restoredAt());
  }

  private static @Nullable Instant back(Observation seen, Progress progress) {
    return seen.spec().rolling() ? seen.now() : progress.attempt().restoredAt();
  }

  private static Duration positive(Duration some) {
    return some.isNegative() ? Duration.ZERO : some;
  }
}
