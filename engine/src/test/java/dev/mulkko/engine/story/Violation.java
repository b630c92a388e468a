package dev.mulkko.engine.story;

/** Something happened in the world that must never happen. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1L;

  Violation(String format, Object... values) {
    super(format.formatted(values));
  }
}
