package dev.mulkko.engine.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How long requests take: at which edges of the histograms both versions are compared. */
public sealed interface Latency {

  /** It is not compared. */
  record Ignored() implements Latency {}

  /** At the edges that lie next to stable's 90th and 99th percentile. */
  record Usual() implements Latency {}

  /**
   * At the edge that lies next above a limit.
   *
   * @param seconds above 0
   */
  record Over(double seconds) implements Latency {}

  /**
   * The edges, in seconds, from the smallest; none when there is nothing to compare. They are
   * chosen before anything is compared there: from what came out, the worst one could be picked.
   *
   * @param stable how many of its requests took at most so many seconds, infinity among them
   */
  default List<Double> edges(SortedMap<Double, Long> stable) {
    List<Double> finite = stable.keySet().stream().filter(Double::isFinite).toList();
    if (finite.isEmpty()) {
      return List.of();
    }
    return switch (this) {
      case Ignored _ -> List.of();
      case Over(double seconds) ->
          List.of(
              finite.stream().filter(each -> each >= seconds).findFirst().orElse(finite.getLast()));
      case Usual _ ->
          List.of(0.9, 0.99).stream().map(part -> edge(finite, stable, part)).distinct().toList();
    };
  }

  private static Double edge(List<Double> finite, SortedMap<Double, Long> stable, double part) {
    double enough = part * count(stable, stable.lastKey());
    return finite.stream()
        .filter(each -> count(stable, each) >= enough)
        .findFirst()
        .orElse(finite.getLast());
  }

  /** What all targets of one side told together, as far as they have the same edges. */
  static SortedMap<Double, Long> sum(List<Told> all) {
    SortedMap<Double, Long> sum = new TreeMap<>();
    List<Told> timing = new ArrayList<>(all);
    timing.removeIf(each -> !each.times());
    if (!timing.isEmpty()) {
      sum.putAll(timing.getFirst().within());
      sum.keySet()
          .removeIf(edge -> !timing.stream().allMatch(each -> each.within().containsKey(edge)));
      sum.replaceAll(
          (edge, _) -> timing.stream().mapToLong(each -> count(each.within(), edge)).sum());
    }
    return sum;
  }

  private static long count(SortedMap<Double, Long> within, Double edge) {
    Long count = within.get(edge);
    return count == null ? 0 : count;
  }
}
