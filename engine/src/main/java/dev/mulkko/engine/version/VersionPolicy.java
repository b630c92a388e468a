package dev.mulkko.engine.version;

/** What follows when a version has no name that can be read. */
public enum VersionPolicy {
  /** Nothing: names are read where there are some. */
  Ignore,
  /** It is said, and the rollout begins. */
  Warn,
  /** It is said, and the rollout does not begin. */
  Deny
}
