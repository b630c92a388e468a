package dev.mulkko.engine.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts of the rollout that is going on.
 *
 * @param canary the new revision
 * @param startedAt when it was seen
 * @param step where in the steps it is
 * @param verified the last state of traffic that was seen in the data plane, and since when; null
 *     if none
 * @param promotedAt when the Deployment was seen to own the canary, null before
 * @param abort why the canary is being taken out, null when it is not
 * @param paused why it does not go on although it could, null when it does
 * @param undoes for an undo, the revision that the Deployment's template had when it began; null
 *     for a new version
 * @param evidence what metrics said in the present step
 * @param counted what the comparison of both versions knew when it was written last
 * @param attempt what will be recorded of it
 * @param answers by what answers stable is known to a probe, null before anybody looked
 */
public record Progress(
    String canary,
    Instant startedAt,
    Place step,
    @Nullable Verified verified,
    @Nullable Instant promotedAt,
    @Nullable Abort abort,
    @Nullable Paused paused,
    @Nullable String undoes,
    List<Evidence> evidence,
    Counted counted,
    Attempt attempt,
    @Nullable Answers answers) {

  public Progress {
    evidence = List.copyOf(evidence);
  }

  public static Progress begin(String canary, Instant now, @Nullable String changedBy) {
    Place first = new Place(0, now, null, null, 0);
    return new Progress(
        canary,
        now,
        first,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        Counted.NOTHING,
        Attempt.by(changedBy),
        null);
  }

  /** Back to a revision that ran before: all of the traffic in one step. */
  public static Progress undo(
      String to, String wanted, int behindSteps, Instant now, @Nullable String asker) {
    Place last = new Place(behindSteps, now, null, null, 0);
    return new Progress(
        to,
        now,
        last,
        null,
        null,
        null,
        null,
        wanted,
        List.of(),
        Counted.NOTHING,
        Attempt.by(asker),
        null);
  }

  /** Elsewhere in the steps: what metrics said before does not count there. */
  public Progress at(Place next) {
    List<Evidence> proven = next.index == step.index ? evidence : List.of();
    return new Progress(
        canary,
        startedAt,
        next,
        verified,
        promotedAt,
        abort,
        paused,
        undoes,
        proven,
        counted,
        attempt,
        answers);
  }

  public Progress proving(List<Evidence> next) {
    return new Progress(
        canary,
        startedAt,
        step,
        verified,
        promotedAt,
        abort,
        paused,
        undoes,
        next,
        counted,
        attempt,
        answers);
  }

  public Progress answering(Answers next) {
    return new Progress(
        canary,
        startedAt,
        step,
        verified,
        promotedAt,
        abort,
        paused,
        undoes,
        evidence,
        counted,
        attempt,
        next);
  }

  public Progress counting(Counted next) {
    return new Progress(
        canary,
        startedAt,
        step,
        verified,
        promotedAt,
        abort,
        paused,
        undoes,
        evidence,
        next,
        attempt,
        answers);
  }

  /** With something more to be recorded. */
  public Progress recording(Attempt next) {
    return new Progress(
        canary,
        startedAt,
        step,
        verified,
        promotedAt,
        abort,
        paused,
        undoes,
        evidence,
        counted,
        next,
        answers);
  }

  public Optional<Evidence> evidenceOf(String metric) {
    return evidence.stream().filter(e -> e.metric().equals(metric)).findFirst();
  }

  public Progress verified(@Nullable Verified next) {
    return new Progress(
        canary,
        startedAt,
        step,
        next,
        promotedAt,
        abort,
        paused,
        undoes,
        evidence,
        counted,
        attempt,
        answers);
  }

  /** What a probe knew is of no use any more. */
  public Progress promoted(Instant now) {
    return new Progress(
        canary, startedAt, step, verified, now, abort, paused, undoes, List.of(), counted, attempt,
        null);
  }

  /** Its traffic is not seen in the data plane: the clock of its step stands still. */
  public Progress unseen(Instant now) {
    return verified(null).at(clockRuns() ? step.stopped(now) : step);
  }

  /** Whether the time of a step passes. */
  public boolean clockRuns() {
    return step.startedAt != null
        && step.stoppedAt == null
        && abort == null
        && paused == null
        && promotedAt == null;
  }

  /** Its traffic is seen again: the time in between counts for nothing. */
  public Progress seenAgain(Instant now) {
    return at(step.running(now)).proving(heard());
  }

  /** What was promised to those who wait for the canary holds no more. */
  public Progress aborted(Abort why) {
    return new Progress(
        canary,
        startedAt,
        step,
        null,
        promotedAt,
        why,
        null,
        undoes,
        evidence,
        counted,
        attempt,
        answers);
  }

  /** The abort is off: there is nothing to go back to. */
  public Progress notAborted() {
    return new Progress(
        canary,
        startedAt,
        step,
        null,
        promotedAt,
        null,
        paused,
        undoes,
        evidence,
        counted,
        attempt,
        answers);
  }

  public Progress pausedBy(Paused why) {
    Place here = step.running(why.since);
    return new Progress(
        canary,
        startedAt,
        here,
        verified,
        promotedAt,
        abort,
        why,
        undoes,
        evidence,
        counted,
        attempt,
        answers);
  }

  /** Goes on; the time in between counts for nothing. */
  public Progress resumed(Instant now) {
    Place next = paused == null ? step : step.later(Duration.between(paused.since, now));
    return new Progress(
        canary,
        startedAt,
        next,
        verified,
        promotedAt,
        abort,
        null,
        undoes,
        heard(),
        counted,
        attempt,
        answers);
  }

  /** Goes on with all the time of its step before it. */
  public Progress resumedAnew(Instant now) {
    return step.startedAt == null
        ? resumed(now)
        : resumed(now).at(step.clockStarted(now, step.reached));
  }

  /** Whoever lets it go on has seen that there was no number: it is waited for anew. */
  private List<Evidence> heard() {
    return evidence.stream().map(e -> e.silentSince(null)).toList();
  }

  /**
   * A place in the steps, and the clock of that place.
   *
   * @param index index into the steps, see {@link Cursor}
   * @param enteredAt when this step began to work on its traffic
   * @param startedAt when its traffic had settled and its clock started, null before
   * @param stoppedAt since when the clock stands still because its traffic is not seen any more,
   *     null while it runs
   * @param reached the share of the last step whose weight settled, 0 to 100; 0 before
   */
  public record Place(
      int index,
      Instant enteredAt,
      @Nullable Instant startedAt,
      @Nullable Instant stoppedAt,
      int reached) {

    public Place clockStarted(Instant now, int weight) {
      return new Place(index, enteredAt, now, null, weight);
    }

    /** The next one, after this one got its weight. */
    public Place next(Instant now, int weight) {
      return new Place(index + 1, now, null, null, weight);
    }

    /** The same one, with a larger share than before: its time to progress starts anew. */
    public Place grown(Instant now, int share) {
      return new Place(index, now, startedAt == null ? now : startedAt, null, share);
    }

    /** One where all of the traffic was reached. */
    public static Place withAll(int index, Instant now) {
      return new Place(index, now, null, null, 100);
    }

    /** Any other one. */
    public Place jump(int to, Instant now) {
      return new Place(to, now, null, null, reached);
    }

    Place stopped(Instant now) {
      return new Place(index, enteredAt, startedAt, now, reached);
    }

    Place running(Instant now) {
      return stoppedAt == null ? this : later(Duration.between(stoppedAt, now));
    }

    private Place later(Duration by) {
      return new Place(
          index, enteredAt.plus(by), startedAt == null ? null : startedAt.plus(by), null, reached);
    }
  }

  /**
   * A state of traffic that was seen in the data plane.
   *
   * @param what the state of traffic in a few words, for example {@code route 50}
   * @param since when it was first seen
   * @param probed how far a probe is with it, null when none looks
   */
  public record Verified(String what, Instant since, @Nullable Probed probed) {

    public Verified(String what, Instant since) {
      this(what, since, null);
    }

    public Verified probed(Probed next) {
      return new Verified(what, since, next);
    }
  }

  /**
   * By what a probe tells the versions apart.
   *
   * @param header that was looked at; by another one nothing is known
   * @param stable its values with which stable answered while the canary got nothing
   * @param unknown why these tell nothing, null when they do
   */
  public record Answers(String header, List<String> stable, @Nullable String unknown) {

    public Answers {
      stable = List.copyOf(stable);
    }

    public boolean areOf(Probe probe) {
      return header.equals(probe.header());
    }
  }

  /**
   * Why a canary is taken out.
   *
   * @param reason name of a {@code Reason}
   * @param message one sentence with numbers and names
   */
  public record Abort(String reason, String message, Instant at) {}

  /**
   * Why a rollout stays where it is.
   *
   * @param reason name of a {@code Reason}
   * @param message one sentence that says what makes it go on
   * @param weight the share that the canary keeps meanwhile, 0 to 100
   */
  public record Paused(String reason, String message, int weight, Instant since) {}
}
