package dev.mulkko.operator.telemetry.prometheus;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header that asks to wait: a number of seconds or a date. */
final class RetryAfter {

  private RetryAfter() {}

  /** As the middle of a sentence; empty when it is neither. */
  static Optional<String> words(String header) {
    String text = header.strip();
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(" and asks to wait %s s".formatted(text));
    }
    try {
      Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      return Optional.of(" and asks to wait until %s".formatted(date));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
