package dev.mulkko.operator.telemetry.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.exposition.Exporter;
import dev.mulkko.kube.exposition.Series;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Teller.Asked;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which series of Prometheus tell of both versions, and what they tell. */
sealed interface Selection {

  /** Who counted, in words for people. */
  String words();

  /** The series of both versions. */
  String present(Asked asked);

  /** The series of stable, as they were before the rollout, with few labels. */
  String past(Asked asked);

  /** Who should be there. */
  Set<String> due(Asked asked);

  /** What samples tell, of each target from the oldest. */
  List<Told> told(JsonNode data, Asked asked);

  /** What the pods counted: they are found by the labels that all common set-ups give. */
  record OfPods(String namespace) implements Selection {

    private static final Exporter EXPORTER = Exporter.MICROMETER;

    @Override
    public String words() {
      return "Prometheus";
    }

    @Override
    public String present(Asked asked) {
      return series(EXPORTER.names(), asked, _ -> true);
    }

    @Override
    public String past(Asked asked) {
      return "sum by (__name__, pod, status, outcome, le) (%s)"
          .formatted(
              series(
                  Set.of(EXPORTER.requests(), EXPORTER.buckets()),
                  asked,
                  target -> target.side() == Side.Stable));
    }

    private String series(Set<String> names, Asked asked, Function<Target, Boolean> whose) {
      String pods = anyOf(asked.targets().stream().filter(whose::apply).map(Target::pod).toList());
      return "{__name__=~\"%s\", namespace=\"%s\", pod=~\"%s\", uri!~\"/actuator.*\"%s}"
          .formatted(anyOf(names), namespace, pods, edges(asked));
    }

    @Override
    public Set<String> due(Asked asked) {
      return asked.targets().stream().map(Target::pod).collect(Collectors.toSet());
    }

    @Override
    public List<Told> told(JsonNode data, Asked asked) {
      Map<String, Side> pods =
          asked.targets().stream()
              .collect(Collectors.toMap(Target::pod, Target::side, (a, _) -> a));
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
          .map(time -> EXPORTER.told(time.getValue(), side, pod, time.getKey()));
    }
  }

  /**
   * What Traefik counted for its services, which are named after the Services of Kubernetes: {@code
   * <namespace>-<service>-<port>@kubernetescrd} for routes of its own kinds, and {@code ...-svc-
   * <namespace>-<service>-<number>@kubernetesgateway} for those of the Gateway API. Each instance
   * of Traefik counts for itself, and for both versions.
   */
  record OfTraefik(String namespace) implements Selection {

    private static final Exporter EXPORTER = Exporter.TRAEFIK;

    @Override
    public String words() {
      return "Traefik";
    }

    @Override
    public String present(Asked asked) {
      Watch watch = asked.watch();
      return series(List.of(service(watch, watch.canary()), service(watch, watch.stable())), asked);
    }

    /** At rest all of the traffic is that of the user's own Service. */
    @Override
    public String past(Asked asked) {
      return "sum by (__name__, instance, service, code, le) (%s)"
          .formatted(series(List.of(prefix(asked.watch().service())), asked));
    }

    private String series(List<String> services, Asked asked) {
      return "{__name__=~\"%s\", service=~\"(.+-svc-)?(%s)-[^-]+@kubernetes(gateway|crd)\"%s}"
          .formatted(
              anyOf(Set.of(EXPORTER.requests(), EXPORTER.buckets())),
              anyOf(services),
              edges(asked));
    }

    private String service(Watch watch, String revision) {
      return prefix(Names.backend(watch.service(), revision));
    }

    private String prefix(String service) {
      return namespace + "-" + service;
    }

    /** Nobody knows which instances there are. */
    @Override
    public Set<String> due(Asked asked) {
      return Set.of();
    }

    @Override
    public List<Told> told(JsonNode data, Asked asked) {
      String canary = service(asked.watch(), asked.watch().canary()) + "-";
      List<Told> told = new ArrayList<>();
      Ranges.of(data, labels -> Optional.ofNullable(labels.get("instance")))
          .targets()
          .forEach(
              (instance, times) ->
                  Stream.of(Side.values())
                      .forEach(side -> told.addAll(told(instance, times, side, canary))));
      return told;
    }

    /** Of a side without a series it has counted nothing yet. */
    private static List<Told> told(
        String instance, SortedMap<Instant, List<Series>> times, Side side, String canary) {
      return times.entrySet().stream()
          .map(
              time ->
                  EXPORTER.told(
                      time.getValue().stream()
                          .filter(series -> side(series, canary) == side)
                          .toList(),
                      side,
                      instance,
                      time.getKey()))
          .toList();
    }

    private static Side side(Series series, String canary) {
      String service = series.labels().get("service");
      return service != null && service.contains(canary) ? Side.Canary : Side.Stable;
    }
  }

  /** Buckets of other edges are not asked for once it is known which matter. */
  private static String edges(Asked asked) {
    return asked
        .edges()
        .map(
            edges ->
                ", le=~\"|[+]Inf%s\""
                    .formatted(
                        edges.stream().map(edge -> "|" + edge(edge)).collect(Collectors.joining())))
        .orElse("");
  }

  /** However many zeros are written behind it. */
  private static String edge(double seconds) {
    String plain = BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString();
    return plain.contains(".") ? plain.replace(".", "[.]") + "0*" : plain + "([.]0+)?";
  }

  /** Names of Kubernetes and of series need no other escape. */
  private static String anyOf(Collection<String> names) {
    return names.stream()
        .sorted()
        .map(name -> name.replace(".", "[.]"))
        .collect(Collectors.joining("|"));
  }
}
