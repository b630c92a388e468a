package dev.mulkko.operator.telemetry.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.exposition.Exporter;
import dev.mulkko.kube.exposition.Series;
import dev.mulkko.operator.telemetry.Teller.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What Traefik counted for its services, which are named after the Services of Kubernetes: {@code
 * <namespace>-<service>-<port>@kubernetescrd} for routes of its own kinds, and {@code ...-svc-
 * <namespace>-<service>-<number>@kubernetesgateway} for those of the Gateway API. Each instance of
 * Traefik counts for itself, and for both versions. A Prometheus that finds Traefik by a Service
 * calls that one {@code service}, and Traefik's own label {@code exported_service}.
 */
record TraefikSeries(String namespace) implements Selection {

  private static final Exporter EXPORTER = Exporter.TRAEFIK;
  private static final List<String> LABELS = List.of("service", "exported_service");

  @Override
  public String words() {
    return "Traefik";
  }

  @Override
  public List<String> present(Asked asked) {
    Watch watch = asked.watch();
    List<String> services = List.of(service(watch, watch.canary()), service(watch, watch.stable()));
    return LABELS.stream().map(label -> series(label, services, asked)).toList();
  }

  /** At rest all of the traffic is that of the user's own Service. */
  @Override
  public List<String> past(Asked asked) {
    List<String> own = List.of(prefix(asked.watch().service()));
    return LABELS.stream()
        .map(
            label ->
                "sum by (__name__, instance, %s, code, le) (%s)"
                    .formatted(label, series(label, own, asked)))
        .toList();
  }

  private String series(String label, List<String> services, Asked asked) {
    return "{__name__=~\"%s\", %s=~\"(.+-svc-)?(%s)-[^-]+@kubernetes(gateway|crd)\"%s}"
        .formatted(
            Selection.anyOf(EXPORTER.names()),
            label,
            Selection.anyOf(services),
            Selection.edges(asked));
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
    boolean isCanary =
        LABELS.stream()
            .map(series.labels()::get)
            .anyMatch(service -> service != null && service.contains(canary));
    return isCanary ? Side.Canary : Side.Stable;
  }
}
