package dev.mulkko.cli.view;

import dev.mulkko.cli.terminal.Ages;
import dev.mulkko.cli.terminal.Ink;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How single values look. */
final class Cells {

  static final String NONE = "-";

  private Cells() {}

  static String of(@Nullable String value) {
    return value == null || value.isEmpty() ? NONE : value;
  }

  static String age(@Nullable Instant created, Instant now) {
    return created == null ? NONE : Ages.of(Duration.between(created, now));
  }

  static String phase(String phase, Ink ink) {
    return switch (phase) {
      case "Healthy" -> ink.good(phase);
      case "Stalled", "RolledBack", "Aborting" -> ink.bad(phase);
      default -> ink.busy(phase);
    };
  }
}
