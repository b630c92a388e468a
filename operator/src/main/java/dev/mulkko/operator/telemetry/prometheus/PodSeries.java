package dev.mulkko.operator.telemetry.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.kube.exposition.Exporter;
import dev.mulkko.kube.exposition.Series;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Teller.Asked;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the pods counted: they are found by the labels that all common set-ups give. */
record PodSeries(String namespace) implements Selection {

  /** Labels that tell how a request ended, of all kinds of apps. */
  private static final String ENDS =
      Exporter.OF_APPS.stream()
          .flatMap(each -> each.labels().stream())
          .sorted()
          .collect(Collectors.joining(", "));

  @Override
  public String words() {
    return "Prometheus";
  }

  @Override
  public List<String> present(Asked asked) {
    return List.of(series(Exporter.namesOfApps(), asked, _ -> true));
  }

  @Override
  public List<String> past(Asked asked) {
    Set<String> names = new TreeSet<>(Exporter.namesOfApps());
    names.remove(Exporter.STARTED);
    String stable = series(names, asked, target -> target.side() == Side.Stable);
    return List.of("sum by (__name__, pod, le, %s) (%s)".formatted(ENDS, stable));
  }

  private String series(Set<String> names, Asked asked, Function<Target, Boolean> whose) {
    String pods =
        Selection.anyOf(asked.targets().stream().filter(whose::apply).map(Target::pod).toList());
    return ("{__name__=~\"%s\", namespace=\"%s\", pod=~\"%s\", uri!~\"/actuator.*\","
            + " http_route!~\"/actuator.*\", grpc_service!=\"grpc.health.v1.Health\"%s}")
        .formatted(Selection.anyOf(names), namespace, pods, Selection.edges(asked));
  }

  @Override
  public Set<String> due(Asked asked) {
    return asked.targets().stream().map(Target::pod).collect(Collectors.toSet());
  }

  @Override
  public List<Told> told(JsonNode data, Asked asked) {
    Map<String, Side> pods =
        asked.targets().stream().collect(Collectors.toMap(Target::pod, Target::side, (a, _) -> a));
    return Ranges.of(data, labels -> Optional.ofNullable(labels.get("pod")))
        .targets()
        .entrySet()
        .stream()
        .filter(pod -> pods.containsKey(pod.getKey()))
        .flatMap(pod -> told(pods, pod.getKey(), pod.getValue()))
        .toList();
  }

  private static Stream<Told> told(
      Map<String, Side> pods, String pod, SortedMap<Instant, List<Series>> times) {
    Side side = pods.getOrDefault(pod, Side.Stable);
    return times.entrySet().stream()
        .map(time -> Exporter.toldByApp(time.getValue(), side, pod, time.getKey()));
  }
}
