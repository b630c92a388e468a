package dev.mulkko.testbed.shop;

import java.util.concurrent.CompletableFuture;

/** What runs in a container: it takes signals, and has an exit code. */
public interface App {

  /** Completes with the exit code. */
  CompletableFuture<Integer> exited();

  /** SIGTERM. Does not wait. */
  void terminate();

  /** SIGKILL. */
  void kill();
}
