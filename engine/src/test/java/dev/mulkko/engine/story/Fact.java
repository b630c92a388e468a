package dev.mulkko.engine.story;

/** Something that is so when all is at rest; and whether what was before may make it another. */
enum Fact {
  DEPLOYMENT,
  DEPLOYMENT_STATUS,
  /** Those with pods, and the Deployment's own of the version that runs. */
  REPLICA_SETS,
  SERVICE,
  PREVIEW,
  ROUTES,
  BACKENDS,
  ROLLOUT,
  STATUS,
  /** What the operator says and does when it looks once more. */
  OUTLOOK,

  /** A version that was made as a canary has its name from us, another one from Kubernetes. */
  NAME(true),
  /** Generations of the Deployment, and its controller's numbers of revisions. */
  COUNTS(true),
  /** What ran before, without pods, for an undo. */
  HISTORY(true),
  /** What was found bad is not tried again. */
  REFUSED(true),
  /** How often something was tried, and its records. */
  ATTEMPTS(true),
  /** The last thing that somebody asked for. */
  ACTED(true);

  /** Whether the past may be seen in it. */
  final boolean ofThePast;

  Fact() {
    this(false);
  }

  Fact(boolean ofThePast) {
    this.ofThePast = ofThePast;
  }
}
