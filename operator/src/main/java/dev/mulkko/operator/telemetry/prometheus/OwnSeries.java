package dev.mulkko.operator.telemetry.prometheus;

import static java.util.Comparator.naturalOrder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.engine.model.Comparison.OwnCounters;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.exposition.Series;
import dev.mulkko.kube.read.CounterSelector;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Teller.Asked;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi.Silent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What counters of the user's own say; of each version by selectors of its own. */
record OwnSeries(OwnCounters counters, String namespace, String rollout) implements Selection {

  private static final List<String> TARGETS = List.of("pod", "instance");

  /** Than those of all requests, which are asked for a moment before. */
  private static final String LONGER = "[3m]";

  @Override
  public String words() {
    return "Counters";
  }

  /** Without the canary nothing is compared, and then nothing else is asked. */
  @Override
  public List<Told> present(Asked asked, Samples samples) throws Silent {
    List<Told> told = new ArrayList<>(present(asked, Side.Canary, samples));
    if (!told.isEmpty()) {
      told.addAll(present(asked, Side.Stable, samples));
    }
    return told;
  }

  private List<Told> present(Asked asked, Side side, Samples samples) throws Silent {
    return told(asked, side, all -> samples.of(all + WINDOW), bad -> samples.of(bad + LONGER));
  }

  @Override
  public List<Told> past(Asked asked, Samples samples) throws Silent {
    String sum = "sum by (%s) (%%s)".formatted(String.join(", ", TARGETS));
    Samples summed = series -> samples.of(sum.formatted(series));
    return told(asked, Side.Stable, summed, summed);
  }

  /** Nobody knows what counts. */
  @Override
  public Set<String> due(Asked asked) {
    return Set.of();
  }

  /**
   * What failed is asked for after all, and further back: each sample of all requests is with that
   * of those that had failed by then. A failure that is missed at first would be news later.
   */
  private List<Told> told(Asked asked, Side side, Samples total, Samples failed) throws Silent {
    Map<String, String> values = values(asked, side);
    Optional<String> requests = CounterSelector.filled(counters.total(), values);
    Optional<String> failures = CounterSelector.filled(counters.failed(), values);
    if (requests.isEmpty() || failures.isEmpty()) {
      return List.of();
    }
    Ranges<String> all = ranges(total.of(requests.get()));
    return all.targets().isEmpty() ? List.of() : told(side, all, ranges(failed.of(failures.get())));
  }

  private Map<String, String> values(Asked asked, Side side) {
    String revision = side == Side.Canary ? asked.watch().canary() : asked.watch().stable();
    List<String> pods =
        asked.targets().stream().filter(target -> target.side() == side).map(Target::pod).toList();
    return Map.of(
        "pods", Selection.anyOf(pods),
        "hash", revision,
        "service", Names.backend(asked.watch().service(), revision),
        "namespace", namespace,
        "rollout", rollout);
  }

  private static Ranges<String> ranges(JsonNode data) {
    return Ranges.of(data, labels -> Optional.of(target(labels)));
  }

  /** Whoever counted: they all begin anew together. */
  private static String target(Map<String, String> labels) {
    return TARGETS.stream()
        .filter(labels::containsKey)
        .findFirst()
        .map(labels::get)
        .orElseGet(
            () -> {
              Map<String, String> others = new TreeMap<>(labels);
              others.remove("__name__");
              return others.toString();
            });
  }

  /** A target without a series of failures had none. */
  private static List<Told> told(Side side, Ranges<String> all, Ranges<String> failed)
      throws Silent {
    check(all, failed);
    return all.targets().entrySet().stream()
        .flatMap(
            target ->
                told(
                    side,
                    target.getKey(),
                    target.getValue(),
                    failed.targets().getOrDefault(target.getKey(), new TreeMap<>())))
        .toList();
  }

  /**
   * Failures of a target without requests, or read at other times than these, are a mistake in a
   * selector: they would be left out, which is no proof of health.
   */
  private static void check(Ranges<String> all, Ranges<String> failed) throws Silent {
    Instant oldest =
        all.targets().values().stream().map(TreeMap::firstKey).min(naturalOrder()).orElseThrow();
    for (Map.Entry<String, TreeMap<Instant, List<Series>>> bad : failed.targets().entrySet()) {
      TreeMap<Instant, List<Series>> requests = all.targets().get(bad.getKey());
      if (requests == null && bad.getValue().lastKey().isAfter(oldest)) {
        throw new Silent("counters.total has no series of %s, failed has".formatted(bad.getKey()));
      }
      if (requests != null && !requests.keySet().containsAll(within(bad.getValue(), requests))) {
        throw new Silent(
            "counters.total and failed of %s are not of one page".formatted(bad.getKey()));
      }
    }
  }

  private static Set<Instant> within(
      TreeMap<Instant, List<Series>> failed, TreeMap<Instant, List<Series>> all) {
    return failed.subMap(all.firstKey(), true, all.lastKey(), true).keySet();
  }

  private static Stream<Told> told(
      Side side,
      String target,
      SortedMap<Instant, List<Series>> all,
      SortedMap<Instant, List<Series>> failed) {
    return all.entrySet().stream()
        .map(
            time ->
                new Told(
                    side,
                    target,
                    time.getKey(),
                    null,
                    sum(time.getValue()),
                    sum(failed.getOrDefault(time.getKey(), List.of())),
                    new TreeMap<>()));
  }

  private static long sum(List<Series> series) {
    return series.stream().mapToLong(each -> (long) each.value()).sum();
  }
}
