package dev.mulkko.cli.cluster;

import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import java.time.Duration;

/** Waiting between two looks. */
final class Pauses {

  private Pauses() {}

  static void sleep(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(Outcome.NO, "interrupted: nothing more is waited for", e);
    }
  }
}
