package dev.mulkko.bench;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the judge is held to: figures that must not be larger.
 *
 * @param held how many are not
 * @param missed paths of those that are, or that never were
 */
record Anchors(int held, List<String> missed) {

  /**
   * A figure and its bound.
   *
   * @param path of the figure among all, as a JSON pointer
   */
  private record Anchor(String path, double most) {}

  private static final List<Anchor> ALL =
      List.of(
          new Anchor("/exact/goldenFarthest", 6e-7),
          new Anchor("/exact/lnAverageFactorMax", 1e-9),
          new Anchor("/exact/foldedTwice", 0),
          new Anchor("/errors100/judge/seconds/p95", 3),
          new Anchor("/errors20/judge/seconds/p95", 12),
          new Anchor("/errors5/judge/seconds/p95", 75),
          new Anchor("/errors2/judge/seconds/p95", 480),
          new Anchor("/healthy/judge/stopped/share", 0.001),
          new Anchor("/healthyAt20Percent/judge/stopped/share", 0.001),
          new Anchor("/incident/judge/stopped/count", 0),
          new Anchor("/clumps/judge/stopped/share", 0.01),
          new Anchor("/promotion/healthy20/p95", 320),
          new Anchor("/promotion/margin5/share", 0.05),
          new Anchor("/promotion/margin20/share", 0.05),
          new Anchor("/promotion/margin50/share", 0.05),
          new Anchor("/late/seconds/p95", 75),
          new Anchor("/cost/judgeUpdate/microsecondsMedian", 5),
          new Anchor("/cost/pageOf300Kilobytes/microsecondsMedian", 5000));

  /** Those whose cases were run. */
  static Anchors of(Bench bench, JsonNode figures) {
    List<String> missed = new ArrayList<>();
    int held = 0;
    for (Anchor anchor : ALL) {
      JsonPointer path = JsonPointer.compile(anchor.path());
      if (figures.has(path.getMatchingProperty())) {
        double found = figures.at(path).asDouble(Double.POSITIVE_INFINITY);
        boolean holds = found <= anchor.most();
        bench.say("%s %s: %s, at most %s", holds ? "held" : "MISSED", path, found, anchor.most());
        held += holds ? 1 : 0;
        if (!holds) {
          missed.add(anchor.path());
        }
      }
    }
    return new Anchors(held, List.copyOf(missed));
  }
}
