package dev.mulkko.cli.cluster;

import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looking again and again. A watch would need a right that who may ask for something has no other
 * use for.
 */
final class Looks {

  private Looks() {}

  /**
   * Looks at least once.
   *
   * @param look empty when it is not there yet
   * @return what came; empty when the time is over
   */
  static <T> Optional<T> until(Duration timeout, Duration every, Supplier<Optional<T>> look) {
    long end = System.nanoTime() + timeout.toNanos();
    do {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found;
      }
      rest(every);
    } while (System.nanoTime() < end);
    return Optional.empty();
  }

  private static void rest(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(Outcome.NO, "interrupted: nothing more is waited for", e);
    }
  }
}
