package dev.mulkko.e2e.bench;

import dev.mulkko.testbed.load.Lateness;
import dev.mulkko.testbed.load.LoadStats;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What callers of one kind saw of a case behind a router.
 *
 * @param stats by door
 * @param sigma how far off its weight the seen share was, in standard deviations; null where no
 *     weight was held
 * @param problem what did not go as it must; empty when all did
 */
record Cell(
    Play play,
    Connections connections,
    List<LoadStats> stats,
    List<Lateness> lateness,
    @Nullable Double sigma,
    Duration length,
    String problem) {

  /** Above this a share is not its weight: one honest run in 16,000 is. */
  static final double WIDTH = 4;

  /** Above this share of late requests the rate was not kept. */
  private static final double BUSY = 0.01;

  long sent() {
    return stats.stream().mapToLong(LoadStats::sent).sum();
  }

  long lost() {
    return stats.stream().mapToLong(LoadStats::lost).sum();
  }

  private long late() {
    return lateness.stream().mapToLong(Lateness::requests).sum();
  }

  /** Whether the bench must fail. An impolite app may lose what it drops. */
  boolean isWrong() {
    return !problem.isEmpty()
        || sent() == 0
        || (play.polite() && lost() > 0)
        || (sigma != null && !(sigma <= WIDTH));
  }

  static final String HEAD =
      "%-18s %-19s %-10s %-8s %7s %5s %6s %6s %7s %7s"
          .formatted(
              "router",
              "case",
              "keep-alive",
              "app",
              "sent",
              "lost",
              "sigma",
              "late",
              "longest",
              "seconds");

  String line() {
    String figures =
        String.format(
            Locale.ROOT,
            "%-18s %-19s %-10s %-8s %7d %5d %6s %6d %5dms %7.1f",
            play.router().title(),
            play.which().title(),
            connections == Connections.KEPT ? "yes" : "none",
            play.polite() ? "polite" : "impolite",
            sent(),
            lost(),
            sigma == null ? "" : String.format(Locale.ROOT, "%.2f", sigma),
            late(),
            lateness.stream().mapToLong(late -> late.longest().toMillis()).max().orElse(0),
            length.toMillis() / 1000.0);
    return (figures + busy() + (problem.isEmpty() ? "" : "  " + problem) + losses())
        .stripTrailing();
  }

  private String busy() {
    return late() > BUSY * sent() ? "  the machine was too busy to keep the rate" : "";
  }

  private String losses() {
    if (lost() == 0) {
      return "";
    }
    return stats.stream()
        .filter(one -> one.lost() > 0)
        .map(
            one ->
                "  "
                    + one.lostBy()
                    + one.firstLosses().stream()
                        .limit(3)
                        .map(loss -> "%n    %s %s".formatted(loss.scheduled(), loss.line()))
                        .collect(Collectors.joining()))
        .map(Objects::requireNonNull)
        .collect(Collectors.joining());
  }
}
