package dev.mulkko.testbed.node;

/** What a pod's life asks its worker to do. */
sealed interface Act {

  record Start(ContainerLife container) implements Act {}

  /**
   * Probe and tell {@link ContainerLife#probed}.
   *
   * @param life which of the container's lives is asked
   */
  record Probe(ContainerLife container, int life) implements Act {}

  /** SIGTERM. */
  record Terminate(ContainerLife container) implements Act {}

  /** SIGKILL. */
  record Kill(ContainerLife container) implements Act {}

  /** The pod has ended: delete it for good. */
  record Remove() implements Act {}
}
