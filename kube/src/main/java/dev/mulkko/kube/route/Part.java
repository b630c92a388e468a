package dev.mulkko.kube.route;

import dev.mulkko.engine.plan.Action.SplitRoute;
import java.util.List;
import java.util.Optional;

/**
 * A part of the traffic, and where it goes.
 *
 * @param percent of all of it
 * @param cookie that its answers set, as the whole value of the header
 */
record Part(String revision, int percent, Optional<String> cookie) {

  /** Those of a split, stable's before the canary's unless lots are drawn. */
  static List<Part> of(SplitRoute split) {
    return Lots.of(split)
        .map(Lots::parts)
        .orElseGet(
            () ->
                List.of(
                    new Part(split.stable(), 100 - split.canaryPercent(), Optional.empty()),
                    new Part(split.canary(), split.canaryPercent(), Optional.empty())));
  }
}
