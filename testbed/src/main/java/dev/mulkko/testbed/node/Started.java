package dev.mulkko.testbed.node;

import java.util.concurrent.CompletableFuture;

/** What came of starting a container. */
sealed interface Started {

  /**
   * It runs.
   *
   * @param exited completes with its exit code
   * @param terminate SIGTERM; does not wait
   * @param kill SIGKILL; does not wait
   */
  record Running(CompletableFuture<Integer> exited, Runnable terminate, Runnable kill)
      implements Started {}

  /**
   * It cannot run, for a reason that shows in its waiting state.
   *
   * @param reason such as ErrImagePull
   */
  record Refused(String reason, String message) implements Started {}
}
