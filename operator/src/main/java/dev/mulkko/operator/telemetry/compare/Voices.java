package dev.mulkko.operator.telemetry.compare;

import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Comparison.Source;
import dev.mulkko.operator.telemetry.Archive;
import dev.mulkko.operator.telemetry.Teller;
import dev.mulkko.operator.telemetry.pods.PodCounters;
import dev.mulkko.operator.telemetry.pods.PodPages;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi;
import dev.mulkko.operator.telemetry.prometheus.PrometheusCounters;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who tells the counters of one rollout.
 *
 * @param archive who knows what was before
 */
record Voices(Teller teller, Archive archive) {

  /** How the voices of each rollout are found. */
  @FunctionalInterface
  interface Found {
    Voices of(String rollout, Comparison comparison);
  }

  static Found in(
      PodPages pages, Function<Comparison, Optional<PrometheusApi>> servers, Clock clock) {
    return (rollout, comparison) -> {
      PodCounters pods = new PodCounters(rollout, pages, clock);
      return servers
          .apply(comparison)
          .map(api -> with(api, pods, rollout, comparison))
          .orElseGet(() -> new Voices(pods, Archive.NONE));
    };
  }

  private static Voices with(
      PrometheusApi api, PodCounters pods, String rollout, Comparison comparison) {
    String namespace = rollout.substring(0, rollout.indexOf('/'));
    Voices scraped = same(PrometheusCounters.ofPods(api, rollout, namespace));
    Function<Source, Voices> gateway =
        source -> same(PrometheusCounters.ofGateway(api, rollout, namespace, source));
    return switch (comparison.source()) {
      case Auto ->
          same(
              new FirstThatTells(
                  pods,
                  Stream.concat(Stream.of(scraped), comparison.gateways().stream().map(gateway))
                      .toList()));
      case Pods -> new Voices(pods, scraped.archive());
      case Prometheus -> scraped;
      case Traefik, IngressNginx, Envoy, Istio -> gateway.apply(comparison.source());
      case Counters ->
          same(
              PrometheusCounters.ofOwn(
                  api, rollout, namespace, comparison.counters().orElseThrow()));
    };
  }

  private static <T extends Teller & Archive> Voices same(T both) {
    return new Voices(both, both);
  }
}
