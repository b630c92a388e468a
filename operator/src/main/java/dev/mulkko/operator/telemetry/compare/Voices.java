package dev.mulkko.operator.telemetry.compare;

import dev.mulkko.engine.model.Comparison;
import dev.mulkko.operator.telemetry.Archive;
import dev.mulkko.operator.telemetry.Teller;
import dev.mulkko.operator.telemetry.pods.PodCounters;
import dev.mulkko.operator.telemetry.pods.PodPages;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi;
import dev.mulkko.operator.telemetry.prometheus.PrometheusCounters;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who tells the counters of one rollout.
 *
 * @param archive who knows what was before
 */
record Voices(Teller teller, Archive archive) {

  private static final Teller NOBODY =
      asked -> new Teller.Heard(List.of(), Set.of(), asked.interval(), PrometheusApi.NO_ADDRESS);

  /** How the voices of each rollout are found. */
  @FunctionalInterface
  interface Found {
    Voices of(String rollout, Comparison comparison);
  }

  static Found in(PodPages pages, Function<String, Optional<PrometheusApi>> servers, Clock clock) {
    return (rollout, comparison) -> {
      PodCounters pods = new PodCounters(rollout, pages, clock);
      return servers
          .apply("")
          .map(api -> with(api, pods, rollout, comparison))
          .orElseGet(() -> without(pods, comparison));
    };
  }

  private static Voices with(
      PrometheusApi api, PodCounters pods, String rollout, Comparison comparison) {
    String namespace = rollout.substring(0, rollout.indexOf('/'));
    PrometheusCounters scraped = PrometheusCounters.ofPods(api, rollout, namespace);
    return switch (comparison.source()) {
      case Auto -> new Voices(new PodsOrPrometheus(pods, scraped), scraped);
      case Pods -> new Voices(pods, scraped);
      case Prometheus -> new Voices(scraped, scraped);
      case Traefik -> {
        PrometheusCounters gateway = PrometheusCounters.ofTraefik(api, rollout, namespace);
        yield new Voices(gateway, gateway);
      }
    };
  }

  private static Voices without(PodCounters pods, Comparison comparison) {
    return switch (comparison.source()) {
      case Auto, Pods -> new Voices(pods, Archive.NONE);
      case Prometheus, Traefik -> new Voices(NOBODY, Archive.NONE);
    };
  }
}
