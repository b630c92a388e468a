package dev.mulkko.operator.telemetry.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.kube.exposition.Exporter;
import dev.mulkko.kube.exposition.Series;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Teller.Asked;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi.Silent;
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

/**
 * What the pods counted: they are found by the labels that all common set-ups give.
 *
 * @param exported what stands before these labels: {@code exported_} where they are those of what
 *     told of the pods, and Prometheus has its own of that
 */
record PodSeries(String namespace, String exported) implements Selection {

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
  public List<Told> present(Asked asked, Samples samples) throws Silent {
    return asked.targets().isEmpty()
        ? List.of()
        : told(samples.of(series(Exporter.namesOfApps(), asked, _ -> true) + WINDOW), asked);
  }

  @Override
  public List<Told> past(Asked asked, Samples samples) throws Silent {
    Set<String> names = new TreeSet<>(Exporter.namesOfApps());
    names.remove(Exporter.STARTED);
    String stable = series(names, asked, target -> target.side() == Side.Stable);
    return told(
        samples.of("sum by (__name__, %s, le, %s) (%s)".formatted(pod(), ENDS, stable)), asked);
  }

  private String pod() {
    return exported + "pod";
  }

  private String series(Set<String> names, Asked asked, Function<Target, Boolean> whose) {
    String pods =
        Selection.anyOf(asked.targets().stream().filter(whose::apply).map(Target::pod).toList());
    return ("{__name__=~\"%s\", %snamespace=\"%s\", %s=~\"%s\", uri!~\"/actuator.*\","
            + " http_route!~\"/actuator.*\", grpc_service!=\"grpc.health.v1.Health\"%s}")
        .formatted(
            Selection.anyOf(names), exported, namespace, pod(), pods, Selection.edges(asked, 1));
  }

  @Override
  public Set<String> due(Asked asked) {
    return asked.targets().stream().map(Target::pod).collect(Collectors.toSet());
  }

  private List<Told> told(JsonNode data, Asked asked) {
    Map<String, Side> pods =
        asked.targets().stream().collect(Collectors.toMap(Target::pod, Target::side, (a, _) -> a));
    return Ranges.of(data, labels -> Optional.ofNullable(labels.get(pod())))
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
