package dev.mulkko.e2e.safety;

import java.time.Duration;
import java.util.Locale;

/**
 * Where a process dies.
 *
 * @param write the number of its writes, from 1 on, counted from where the scenario begins
 */
record Crash(int write, Moment moment) implements Mishap {

  /** Of one write. */
  enum Moment {
    /** The server never hears of it. */
    BEFORE_COMMIT,
    /** It is done, and the one who asked for it never knows. */
    AFTER_COMMIT,
    /** Its answer is read, and nothing follows from it. */
    AFTER_RESPONSE;

    String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  @Override
  public String name() {
    return moment.words();
  }

  @Override
  public Duration lasts() {
    return Duration.ZERO;
  }

  @Override
  public String toString() {
    return "%s of write %d".formatted(name(), write);
  }
}
