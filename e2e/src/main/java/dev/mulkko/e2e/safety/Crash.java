package dev.mulkko.e2e.safety;

import java.util.Locale;

/**
 * Where a process dies.
 *
 * @param write the number of its writes, from 1 on, counted from where the scenario begins
 */
record Crash(int write, Moment moment) {

  /** Of one write. */
  enum Moment {
    /** The server never hears of it. */
    BEFORE_COMMIT,
    /** It is done, and the one who asked for it never knows. */
    AFTER_COMMIT,
    /** Its answer is read, and nothing follows from it. */
    AFTER_RESPONSE
  }

  @Override
  public String toString() {
    return "%s of write %d"
        .formatted(moment.name().toLowerCase(Locale.ROOT).replace('_', ' '), write);
  }
}
