package dev.mulkko.operator.telemetry.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.exposition.Series;
import dev.mulkko.operator.telemetry.Teller.Asked;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi.Silent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a gateway counted. Each instance of it counts for itself, and for both versions. */
record GatewaySeries(Gateway gateway, Gateway.Way way, String namespace) implements Selection {

  @Override
  public String words() {
    return gateway.exporter().name();
  }

  @Override
  public List<Told> present(Asked asked, Samples samples) throws Silent {
    Watch watch = asked.watch();
    String both = canary(watch) + "|" + named(gateway.stable(), backend(watch, watch.stable()));
    return told(samples.of(series(both, asked) + WINDOW), watch);
  }

  @Override
  public List<Told> past(Asked asked, Samples samples) throws Silent {
    String ends = gateway.exporter().labels().stream().sorted().collect(Collectors.joining(", "));
    String own = named(gateway.atRest(), asked.watch().service());
    String all =
        "sum by (__name__, instance, le, %s, %s) (%s)"
            .formatted(way.name(), ends, series(own, asked));
    return told(samples.of(all), asked.watch());
  }

  private String series(String services, Asked asked) {
    return "{__name__=~\"%s\", %s%s=~\"%s\"%s}"
        .formatted(
            Selection.anyOf(gateway.exporter().names()),
            named(way.others(), asked.watch().service()),
            way.name(),
            services,
            Selection.edges(asked, gateway.exporter().perSecond()));
  }

  private String canary(Watch watch) {
    return named(gateway.canary(), backend(watch, watch.canary()));
  }

  private static String backend(Watch watch, String revision) {
    return Names.backend(watch.service(), revision);
  }

  private String named(String text, String service) {
    return text.replace("$ns", namespace).replace("$it", service);
  }

  /** Nobody knows which instances there are. */
  @Override
  public Set<String> due(Asked asked) {
    return Set.of();
  }

  /** Of a side without a series an instance has counted nothing yet. */
  private List<Told> told(JsonNode data, Watch watch) {
    Predicate<String> canary = Pattern.compile(canary(watch)).asMatchPredicate();
    List<Told> told = new ArrayList<>();
    Ranges.of(data, labels -> Optional.ofNullable(labels.get("instance")))
        .targets()
        .forEach(
            (instance, times) ->
                Stream.of(Side.values())
                    .forEach(side -> told.addAll(told(instance, times, side, canary))));
    return told;
  }

  private List<Told> told(
      String instance,
      SortedMap<Instant, List<Series>> times,
      Side side,
      Predicate<String> canary) {
    return times.entrySet().stream()
        .map(
            time ->
                gateway
                    .exporter()
                    .told(
                        time.getValue().stream()
                            .filter(series -> side(series, canary) == side)
                            .toList(),
                        side,
                        instance,
                        time.getKey()))
        .toList();
  }

  private Side side(Series series, Predicate<String> canary) {
    String service = series.labels().getOrDefault(way.name(), "");
    return canary.test(service) ? Side.Canary : Side.Stable;
  }
}
