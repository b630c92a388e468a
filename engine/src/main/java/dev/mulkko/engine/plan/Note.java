package dev.mulkko.engine.plan;

/**
 * What a decision says of itself: the one source of condition messages, Events, log lines and
 * {@code explain}.
 *
 * @param message one sentence: what is, with numbers and names, then what would change it
 */
public record Note(Reason reason, String message) {

  public static Note of(Reason reason, String format, Object... values) {
    return new Note(reason, format.formatted(values));
  }
}
