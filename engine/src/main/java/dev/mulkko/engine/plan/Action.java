package dev.mulkko.engine.plan;

import dev.mulkko.engine.model.Attempt.Approved;
import dev.mulkko.engine.model.Attempt.Passed;
import dev.mulkko.engine.model.Attempt.Unlocked;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Sticky;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One write to the cluster. Each is guarded by the resourceVersion of the object that the decision
 * was made on.
 */
public sealed interface Action {

  /**
   * Puts the finalizer on the Rollout, so that its deletion in the middle of a rollout gives the
   * traffic back.
   */
  record Claim() implements Action {}

  /** Takes the finalizer off. */
  record Release() implements Action {}

  /** Pauses the Deployment, so that its controller does not roll by itself. */
  record Pause() implements Action {}

  /** Lets the Deployment's controller go on; only ever when its template is the one that runs. */
  record Resume() implements Action {}

  /** Takes our marks off a Deployment that stays as it is: nobody of ours holds it any more. */
  record Unmark() implements Action {}

  /**
   * Narrows the user's Service to one revision, or gives it back its own selector.
   *
   * @param revision null selects all revisions
   */
  record Pin(@Nullable String revision) implements Action {}

  /**
   * Narrows the preview Service to one revision, or gives it back its own selector.
   *
   * @param revision null selects all revisions
   */
  record PinPreview(@Nullable String revision) implements Action {}

  /** Creates the parked ReplicaSet of the Deployment's present template. */
  record CreateReplicaSet(String revision, int replicas) implements Action {}

  /**
   * Scales a parked ReplicaSet. An owned one belongs to the Deployment controller and is never
   * scaled by us.
   */
  record Scale(String revision, int replicas) implements Action {}

  /**
   * Takes a ReplicaSet from the Deployment: it keeps its pods, and no controller but its own sees
   * it.
   */
  record Park(String revision) implements Action {}

  /** Gives a parked ReplicaSet to the Deployment, pods and all. */
  record Adopt(String revision) implements Action {}

  /**
   * Gives a parked ReplicaSet without pods back to the Deployment as history, as if it had never
   * been parked.
   */
  record GiveBack(String revision) implements Action {}

  /** Deletes a parked ReplicaSet without pods. */
  record DeleteReplicaSet(String revision) implements Action {}

  /** Creates the Service that selects one revision alone and never changes. */
  record CreateBackend(String revision) implements Action {}

  record DeleteBackend(String revision) implements Action {}

  /**
   * Names two revisions in a route beside the Service, which keeps all of the traffic.
   *
   * @param route as {@code Spec.routes} calls it
   */
  record NameRevisions(String route, String stable, String canary) implements Action {}

  /**
   * Splits a route between two revisions.
   *
   * @param route as {@code Spec.routes} calls it
   * @param canaryPercent 0 to 100; the rest is stable's
   * @param match the requests that are the canary's whatever its share, null for none
   * @param sticky how clients stay with what they met, null when each request draws anew
   * @param mirrorPercent the share of the requests of which the canary gets a copy, 0 to 100
   */
  record SplitRoute(
      String route,
      String stable,
      String canary,
      int canaryPercent,
      @Nullable Match match,
      @Nullable Sticky sticky,
      int mirrorPercent)
      implements Action {

    public SplitRoute(
        String route, String stable, String canary, int canaryPercent, @Nullable Match match) {
      this(route, stable, canary, canaryPercent, match, null, 0);
    }
  }

  /**
   * Gives a route back the form that its user wrote.
   *
   * @param route as {@code Spec.routes} calls it
   */
  record RestoreRoute(String route) implements Action {}

  /** Writes the result of a RolloutAction into its status. */
  record Answer(String action, boolean done, String message) implements Action {}

  /** Creates the record of the present attempt. */
  record OpenRecord(Opening opening) implements Action {}

  /** Writes what is over into the record of the present attempt. */
  record AddToRecord(
      long attempt, List<Passed> steps, List<Approved> approved, @Nullable Unlocked unlocked)
      implements Action {}

  /** Writes the outcome into the record of the present attempt, after which nobody changes it. */
  record CloseRecord(Closing closing) implements Action {}
}
