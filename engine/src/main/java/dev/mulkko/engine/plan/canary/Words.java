package dev.mulkko.engine.plan.canary;

import dev.mulkko.engine.plan.Scene;
import java.time.Duration;

/** How times are written in sentences. */
public final class Words {

  private Words() {}

  /** What one that runs alone has; workers are not dialled by anybody. */
  public static String all(Scene scene) {
    return scene.spec().service() == null ? "all the pods" : "all the traffic";
  }

  /**
   * {@code 90s} is {@code 1m30s}; parts of a second are rounded up, so that nothing is said to take
   * 0 seconds.
   */
  public static String time(Duration length) {
    Duration whole = Duration.ofSeconds(Math.max(0, Math.ceilDiv(length.toMillis(), 1000)));
    return whole.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
