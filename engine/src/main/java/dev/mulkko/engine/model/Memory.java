package dev.mulkko.engine.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts that cannot be read from the cluster again. All else is derived at every pass.
 *
 * @param workloadUid the Deployment this Rollout is attached to, null before that
 * @param stable revision that carries the traffic at rest, null before the Rollout is attached
 * @param acceptedGeneration generation of the Deployment whose template was last accepted as stable
 *     or canary
 * @param progress the rollout that is going on, null at rest
 * @param refused revisions that were rolled back, newest first, at most {@value #REFUSED_KEPT}
 * @param acted the last thing that was done because somebody asked, null if nothing was
 * @param attempts number of the last attempt, 0 before the first
 */
public record Memory(
    @Nullable String workloadUid,
    @Nullable String stable,
    long acceptedGeneration,
    @Nullable Progress progress,
    List<Refused> refused,
    @Nullable Acted acted,
    long attempts) {

  private static final int REFUSED_KEPT = 5;

  public Memory {
    refused = List.copyOf(refused);
  }

  /** What a Rollout knows that was never reconciled. */
  public static Memory empty() {
    return new Memory(null, null, 0, null, List.of(), null, 0);
  }

  public Memory attached(String uid, String revision, long generation) {
    return new Memory(uid, revision, generation, null, refused, acted, attempts);
  }

  /** The Deployment is gone; another one of its name is a new beginning. */
  public Memory detached() {
    return new Memory(null, null, 0, null, refused, acted, attempts);
  }

  public Memory with(Progress next) {
    return new Memory(workloadUid, stable, acceptedGeneration, next, refused, acted, attempts);
  }

  public Memory started(Progress first, long generation) {
    return new Memory(workloadUid, stable, generation, first, refused, acted, attempts);
  }

  /** What this generation holds is not accepted yet: it can start the next rollout. */
  public Memory notAccepted(long generation) {
    long before = Math.min(acceptedGeneration, generation - 1);
    return new Memory(workloadUid, stable, before, progress, refused, acted, attempts);
  }

  /** At rest again, with this revision as stable. */
  public Memory rested(String revision) {
    return new Memory(workloadUid, revision, acceptedGeneration, null, refused, acted, attempts);
  }

  public Memory refusing(Refused one) {
    List<Refused> kept =
        Stream.concat(Stream.of(one), refusedBut(one.revision())).limit(REFUSED_KEPT).toList();
    return new Memory(workloadUid, stable, acceptedGeneration, progress, kept, acted, attempts);
  }

  /** It may be tried again. */
  public Memory forgiving(String revision) {
    List<Refused> kept = refusedBut(revision).toList();
    return new Memory(workloadUid, stable, acceptedGeneration, progress, kept, acted, attempts);
  }

  /** With this, an action is done once, also when its answer is lost. */
  public Memory acted(Acted done) {
    return new Memory(workloadUid, stable, acceptedGeneration, progress, refused, done, attempts);
  }

  /** With the number of the attempt that is under way. */
  public Memory counting(long number) {
    return new Memory(workloadUid, stable, acceptedGeneration, progress, refused, acted, number);
  }

  public Optional<Refused> refusal(String revision) {
    return refused.stream().filter(r -> r.revision().equals(revision)).findFirst();
  }

  private Stream<Refused> refusedBut(String revision) {
    return refused.stream().filter(r -> !r.revision().equals(revision));
  }

  /**
   * A revision that was taken out of traffic; it is not tried again by itself.
   *
   * @param reason name of a {@code Reason}
   */
  public record Refused(String revision, String reason, String message, Instant at) {}

  /**
   * What was done for a RolloutAction.
   *
   * @param action its name
   * @param by who asked, null when unknown
   * @param message what was done, as one sentence
   */
  public record Acted(String action, @Nullable String by, String message) {}
}
