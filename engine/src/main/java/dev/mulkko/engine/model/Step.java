package dev.mulkko.engine.model;

import java.time.Duration;

/** One step of a canary, as its user wrote it. */
public sealed interface Step {

  /**
   * Gives the canary this share of the traffic.
   *
   * @param percent 0 to 100
   */
  record SetWeight(int percent) implements Step {}

  /**
   * Holds the weight reached so far.
   *
   * @param duration counted from the moment the weight is verified and settled
   */
  record Pause(Duration duration) implements Step {}
}
