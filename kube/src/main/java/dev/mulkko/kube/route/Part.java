package dev.mulkko.kube.route;

import dev.mulkko.engine.plan.Action.SplitRoute;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of the traffic, and where it goes.
 *
 * @param revision whose Service gets it; empty for the Service itself
 * @param percent of all of it
 * @param cookie that its answers set, as the whole value of the header
 */
record Part(Optional<String> revision, int percent, Optional<String> cookie) {

  static Part of(String revision, int percent) {
    return new Part(Optional.of(revision), percent, Optional.empty());
  }

  static Part ofService(int percent) {
    return new Part(Optional.empty(), percent, Optional.empty());
  }

  /**
   * Those of a split: nothing for the Service, and stable's before the canary's unless lots are
   * drawn.
   */
  static List<Part> of(SplitRoute split) {
    List<Part> shares =
        Lots.of(split)
            .map(Lots::parts)
            .orElseGet(
                () ->
                    List.of(
                        of(split.stable(), 100 - split.canaryPercent()),
                        of(split.canary(), split.canaryPercent())));
    return all(shares);
  }

  /** With that of the Service. */
  static List<Part> all(List<Part> shares) {
    return Stream.concat(Stream.of(ofService(0)), shares.stream()).toList();
  }
}
