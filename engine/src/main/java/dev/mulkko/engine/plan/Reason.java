package dev.mulkko.engine.plan;

/**
 * Why something is, was done, or is waited for. The same words stand in conditions, Events, logs
 * and metrics.
 *
 * <p>A reason marked as a milestone is worth an Event; the others are steps in between.
 */
public enum Reason {
  // At rest
  Attached(true),
  Advised(true),
  WaitingForNativeRollout,
  Healthy,
  RolledBack(true),
  StableReplaced(true),
  HistoryTrimmed,
  HistoryReturned,
  LeftHeld(true),

  // Forward
  RevisionSeen(true),
  Claimed,
  Held,
  Parked,
  ServicePinned,
  BackendCreated,
  CanaryScaled,
  AwaitingEndpoints,
  RollingUpdate,
  RevisionsNamed,
  WeightChanged(true),
  AwaitingVerification,
  AwaitingProbe,
  Probed,
  CannotProbe(true),
  DriftRepaired(true),
  AwaitingRepair,
  Settling,
  Pausing,
  StepCompleted,
  StepsEdited(true),
  PausedByUser(true),
  ResumedByUser(true),
  StepSkipped(true),
  PromotionAsked(true),
  RetryAsked(true),
  UndoAsked(true),
  Restarting(true),
  Restarted(true),
  AwaitingApproval(true),
  Approved(true),
  ApprovalTimedOut(true),
  AwaitingMetrics,
  MetricsMissing(true),
  AwaitingVerdict,
  Undecided(true),
  MetricQueryBroken(true),
  PreviewPinned,
  Locked(true),
  Unlocked(true),
  LockOverridden(true),
  VersionUnnamed(true),
  RecordOpened,
  RecordExtended,
  Recorded,
  Suspended(true),
  Unsuspended(true),
  StableLost(true),

  // Finish
  Adopted,
  AwaitingAdoption,
  Watching,
  Promoted(true),
  RouteRestored,
  AwaitingScaleDownDelay,
  Retired,
  AwaitingPodsGone,
  Unpinned,
  BackendRemoved,
  Released,
  Resumed,
  Completed(true),

  // Abort
  CanaryCrashing(true),
  CanaryImageUnavailable(true),
  CanaryConfigInvalid(true),
  CanaryOutOfMemory(true),
  CanaryLost(true),
  MetricFailed(true),
  CanaryWorse(true),
  RevisionGone(true),
  TrialEnded(true),
  Undone(true),
  ProgressDeadlineExceeded(true),
  AbortedByUser(true),
  Superseded(true),
  TemplateSetBack(true),
  RolloutDeleted(true),
  TrafficReturned,
  AwaitingStable,
  ActionAnswered,

  // Cannot go on
  InvalidSpec(true),
  Forbidden(true),
  WorkloadMissing(true),
  ServiceMissing(true),
  RouteMissing(true),
  StatusContradicted(true),
  CannotAttach(true),
  CannotMirror(true);

  private final boolean milestone;

  Reason() {
    this(false);
  }

  Reason(boolean milestone) {
    this.milestone = milestone;
  }

  /** Whether people want an Event for it. */
  public boolean milestone() {
    return milestone;
  }
}
