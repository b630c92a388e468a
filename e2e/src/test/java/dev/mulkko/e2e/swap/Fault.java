package dev.mulkko.e2e.swap;

/** What must not be true of a swap, beside what the observer knows of every one. */
enum Fault {
  /** The Deployment does not own the ReplicaSet with the traffic, or not only that. */
  WRONG_OWNED,
  /** When all is quiet, the ReplicaSet with the traffic has not {@code spec.replicas} pods. */
  WRONG_SIZE,
  /** A parked ReplicaSet was scaled, which nobody asked for. */
  PARKED_SCALED,
  /** A revision was told to have fewer pods than anybody asked for. */
  SHRUNK,
  /** A revision lost more pods than it was told to give up. */
  PODS_LOST
}
