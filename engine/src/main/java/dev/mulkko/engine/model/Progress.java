package dev.mulkko.engine.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The facts of the rollout that is going on.
 *
 * @param canary the new revision
 * @param startedAt when it was seen
 * @param step index into the steps, see {@link Cursor}
 * @param stepEnteredAt when this step began to work on its traffic
 * @param stepStartedAt when its traffic had settled and its clock started, null before
 * @param verified the last state of traffic that was seen in the data plane, and since when; null
 *     if none
 * @param promotedAt when the Deployment was seen to own the canary, null before
 * @param abort why the canary is being taken out, null when it is not
 * @param changedBy who changed the template, null when unknown
 */
public record Progress(
    String canary,
    Instant startedAt,
    int step,
    Instant stepEnteredAt,
    @Nullable Instant stepStartedAt,
    @Nullable Verified verified,
    @Nullable Instant promotedAt,
    @Nullable Abort abort,
    @Nullable String changedBy) {

  public static Progress begin(String canary, Instant now, @Nullable String changedBy) {
    return new Progress(canary, now, 0, now, null, null, null, null, changedBy);
  }

  public Progress nextStep(Instant now) {
    return new Progress(
        canary, startedAt, step + 1, now, null, verified, promotedAt, abort, changedBy);
  }

  public Progress clockStarted(Instant now) {
    return new Progress(
        canary, startedAt, step, stepEnteredAt, now, verified, promotedAt, abort, changedBy);
  }

  public Progress verified(@Nullable Verified next) {
    return new Progress(
        canary, startedAt, step, stepEnteredAt, stepStartedAt, next, promotedAt, abort, changedBy);
  }

  public Progress promoted(Instant now) {
    return new Progress(
        canary, startedAt, step, stepEnteredAt, stepStartedAt, verified, now, abort, changedBy);
  }

  public Progress aborted(Abort why) {
    return new Progress(
        canary, startedAt, step, stepEnteredAt, stepStartedAt, null, promotedAt, why, changedBy);
  }

  /**
   * A state of traffic that was seen in the data plane.
   *
   * @param what the state of traffic in a few words, for example {@code route 50}
   * @param since when it was first seen
   */
  public record Verified(String what, Instant since) {}

  /**
   * Why a canary is taken out.
   *
   * @param reason name of a {@code Reason}
   * @param message one sentence with numbers and names
   */
  public record Abort(String reason, String message, Instant at) {}
}
