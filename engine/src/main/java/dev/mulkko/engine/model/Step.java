package dev.mulkko.engine.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One step on the way to 100 %. */
public sealed interface Step {

  /**
   * Gives the canary this share of the traffic.
   *
   * @param percent 0 to 100
   */
  record SetWeight(int percent) implements Step {}

  /** Gives the canary these requests, whatever its weight, until another step gives it others. */
  record SetMatch(Match match) implements Step {}

  /**
   * Gives the canary a copy of this share of the requests, until a weight is set or another share.
   *
   * @param percent 0 to 100; 0 ends it
   */
  record SetMirror(int percent) implements Step {}

  /** Gives the canary so many pods, whatever its traffic; more where that needs them. */
  record SetScale(Scale scale) implements Step {}

  /**
   * Holds the weight reached so far.
   *
   * @param duration counted from the moment the weight is verified and settled
   */
  record Pause(Duration duration) implements Step {}

  /**
   * Holds the weight reached so far until a person says that it may go on.
   *
   * @param message what the person is asked, null for nothing
   * @param timeout how long to wait, null for ever
   * @param abortsLate whether nobody's answer in that time is an abort; otherwise it goes on
   * @param byOthers whether it must be another person than who released the version
   */
  record Approval(
      @Nullable String message, @Nullable Duration timeout, boolean abortsLate, boolean byOthers)
      implements Step {}

  /** The last one: holds the weight reached until a person says that it may have all of it. */
  record Stay() implements Step {}

  /** The last one: the trial is over, and the canary is taken out. */
  record End() implements Step {}
}
