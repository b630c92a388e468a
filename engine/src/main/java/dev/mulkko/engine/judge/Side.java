package dev.mulkko.engine.judge;

/** Which of the two revisions a counter belongs to. */
public enum Side {
  Canary,
  Stable
}
