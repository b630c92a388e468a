package dev.mulkko.engine.plan.canary;

import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.engine.plan.Observation.Mirror;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.util.Optional;

/** How times are written in sentences. */
public final class Words {

  private Words() {}

  /** What one that runs alone has; workers are not dialled by anybody. */
  public static String all(Scene scene) {
    return scene.spec().service() == null ? "all the pods" : "all the traffic";
  }

  /**
   * {@code and header x-canary and copies of 20 %}, behind a share; nothing where neither is meant.
   */
  static String and(Optional<Match> match, int mirror) {
    return match.map(requests -> " and " + requests.words()).orElse("")
        + (mirror == 0 ? "" : " and copies of %d %%".formatted(mirror));
  }

  /** What the canary should have now beside its share. */
  static String besides(Scene scene) {
    return and(scene.match(), scene.mirror().map(Mirror::percent).orElse(0));
  }

  /** Behind a share: how clients stay with what they met. */
  static String staying(Optional<Sticky> sticky) {
    return sticky.map(how -> "; " + how.words()).orElse("");
  }

  /**
   * {@code 90s} is {@code 1m30s}; parts of a second are rounded up, so that nothing is said to take
   * 0 seconds.
   */
  public static String time(Duration length) {
    Duration whole = Duration.ofSeconds(Math.max(0, Math.ceilDiv(length.toMillis(), 1000)));
    return whole.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
