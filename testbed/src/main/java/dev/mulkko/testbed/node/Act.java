package dev.mulkko.testbed.node;

/** What a pod's life asks its worker to do; if several are due, in this order. */
enum Act {
  /** Start the container, and tell {@link PodLife#started} or {@link PodLife#refused}. */
  START,
  /** Nothing but to write the status: the image that is missing is not asked for any more. */
  BACK_OFF_PULLING,
  /** SIGKILL. */
  KILL,
  /** SIGTERM. */
  TERMINATE,
  /** Probe, and tell {@link PodLife#probed}. */
  PROBE
}
