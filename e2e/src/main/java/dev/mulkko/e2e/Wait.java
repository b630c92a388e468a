package dev.mulkko.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waiting for conditions, never for time. */
public final class Wait {

  private static final Duration PACE = Duration.ofMillis(100);

  private Wait() {}

  /**
   * Returns as soon as the condition holds.
   *
   * @param what a sentence about it, for the failure
   */
  public static void until(Duration limit, String what, Callable<Boolean> condition) {
    until(limit, what, PACE, condition);
  }

  /**
   * The same where to look is dear.
   *
   * @param pace from one look to the next
   */
  public static void until(
      Duration limit, String what, Duration pace, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(limit)
        .pollDelay(Duration.ZERO)
        .pollInterval(pace)
        .until(condition);
  }
}
