package dev.mulkko.testbed.load;

import java.time.Duration;

/**
 * How late requests were begun by the client itself, which is no fault of who answers.
 *
 * @param requests how many were begun more than {@link #TOLERATED} after they were due
 * @param longest the longest time from when one was due to its beginning
 */
public record Lateness(long requests, Duration longest) {

  /** What is no lateness yet. */
  public static final Duration TOLERATED = Duration.ofMillis(100);
}
