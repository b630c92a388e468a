package dev.mulkko.cli.terminal;

import java.time.Duration;

/** How long ago, with one number that is easy to compare. */
public final class Ages {

  private Ages() {}

  public static String of(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    if (seconds < 2 * 3600) {
      return seconds / 60 + "m";
    }
    return seconds < 48 * 3600 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
  }
}
