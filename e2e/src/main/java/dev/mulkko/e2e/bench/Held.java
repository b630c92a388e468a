package dev.mulkko.e2e.bench;

import dev.mulkko.testbed.load.LoadStats;
import java.time.Instant;
import java.util.List;

/**
 * A weight that was in force from one instant to another.
 *
 * @param share 0 to 1
 */
record Held(String version, double share, Instant from, Instant to) {

  /** Fewer prove nothing. */
  static final long LEAST = 2000;

  /**
   * How many standard deviations what callers got is off; infinite when too few called.
   *
   * @param callers all who are sent to a version request by request. Not one of them alone: Traefik
   *     deals in turn, and of two who come at the same beat one always gets what the other does not
   */
  double sigma(List<Callers.Caller> callers) {
    List<LoadStats> all =
        callers.stream().map(caller -> caller.run().stop().between(from, to)).toList();
    long sent = all.stream().mapToLong(LoadStats::sent).sum();
    if (sent < LEAST) {
      return Double.POSITIVE_INFINITY;
    }
    long its = all.stream().mapToLong(stats -> stats.answeredBy(version)).sum();
    return Math.abs((double) its / sent - share) / Math.sqrt(share * (1 - share) / sent);
  }
}
