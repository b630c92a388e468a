package dev.mulkko.engine.plan.probe;

import dev.mulkko.engine.model.Probe;
import dev.mulkko.engine.model.Sight;
import java.util.Collection;
import java.util.Map;

/**
 * Compares the share that was seen with the one that was written. Requests that told no version may
 * have gone anywhere: it is decided only where that makes no difference.
 */
public final class Shares {

  private Shares() {}

  /**
   * Judges a look.
   *
   * @param stable the values by which stable is known; every other one is the canary's
   * @param weight what was written, 0 to 100
   */
  public static Verdict judge(Sight sight, Collection<String> stable, int weight) {
    Probe probe = sight.look().probe();
    int all = sight.requests();
    int seen =
        sight.answers().entrySet().stream()
            .filter(answer -> !stable.contains(answer.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sum();
    if (sight.told() == 0) {
      return new Verdict.Unclear(silent(sight));
    }
    double least = all * (weight - probe.allowed(weight)) / 100;
    double most = all * (weight + probe.allowed(weight)) / 100;
    int atMost = seen + sight.silent();
    boolean missing = (seen == 0 && weight > 0) || (seen == sight.told() && weight < 100);
    if (atMost < least || seen > most || (missing && sight.silent() == 0)) {
      return new Verdict.Off(off(seen, all, weight, least, most));
    }
    if (seen >= least && atMost <= most && !missing) {
      return new Verdict.Agrees(
          "%d of %d requests were answered by the new version, %d %% was written"
              .formatted(seen, all, weight));
    }
    return new Verdict.Unclear(silent(sight));
  }

  /** What stands in the way when requests tell no version. */
  static String silent(Sight sight) {
    return sight.told() == 0
        ? sight.why()
        : "%d of %d requests told no version: %s"
            .formatted(sight.silent(), sight.requests(), sight.why());
  }

  private static String off(int seen, int all, int weight, double least, double most) {
    return "%d %% was written, but %s of %d requests %s answered by the new version, where %d to %d would do"
        .formatted(
            weight,
            seen == 0 ? "none" : seen,
            all,
            seen == 1 ? "was" : "were",
            Math.max((int) Math.ceil(least), weight > 0 ? 1 : 0),
            Math.min((int) Math.floor(most), weight < 100 ? all - 1 : all));
  }
}
