package dev.mulkko.operator;

import dev.mulkko.operator.apply.ClusterWriter;
import dev.mulkko.operator.apply.HandOver;
import dev.mulkko.operator.apply.Repairs;
import dev.mulkko.operator.josdk.Framework;
import dev.mulkko.operator.observe.Advisor;
import dev.mulkko.operator.observe.LiveGateways;
import dev.mulkko.operator.observe.LivePods;
import dev.mulkko.operator.observe.LiveSurroundings;
import dev.mulkko.operator.observe.LiveWriters;
import dev.mulkko.operator.observe.Observer;
import dev.mulkko.operator.report.Counters;
import dev.mulkko.operator.report.Reporter;
import dev.mulkko.operator.server.Endpoint;
import dev.mulkko.operator.telemetry.Measuring;
import dev.mulkko.operator.telemetry.compare.Comparisons;
import dev.mulkko.operator.telemetry.pods.HttpPages;
import dev.mulkko.operator.telemetry.pods.PacedPages;
import dev.mulkko.operator.telemetry.probe.Probing;
import dev.mulkko.operator.telemetry.probe.Requests;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi;
import dev.mulkko.operator.telemetry.prometheus.PrometheusSource;
import dev.mulkko.operator.telemetry.prometheus.PrometheusUrl;
import dev.mulkko.operator.telemetry.server.MetricServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.Optional;

/** All parts of the process, put together by hand. */
final class Wiring {

  private final Framework framework;
  private final Endpoint metrics;
  private final Endpoint probes;

  private Wiring(Framework framework, Endpoint metrics, Endpoint probes) {
    this.framework = framework;
    this.metrics = metrics;
    this.probes = probes;
  }

  static Wiring of(OperatorConfig config) {
    Config access = new ConfigBuilder().withUserAgent("mulkko-operator").build();
    KubernetesClient client = new KubernetesClientBuilder().withConfig(access).build();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ClusterWriter writer = new ClusterWriter(client);
    Counters counters = new Counters(registry);
    Reporter reporter = new Reporter(writer, counters, config.instance());
    Clock clock = Clock.systemUTC();
    Optional<PrometheusApi> prometheus =
        config
            .prometheus()
            .map(address -> MetricServer.ofVariable(PrometheusUrl.VARIABLE, address))
            .map(server -> PrometheusApi.of(server, config.reach().withLoopback(), clock));
    Measuring measuring = measuring(prometheus, counters);
    Comparisons comparisons =
        new Comparisons(new PacedPages(new HttpPages(), config.podPages()), prometheus, clock);
    Probing probing = new Probing(new Requests(config.probeHosts()));
    LivePods pods = new LivePods(client);
    LiveGateways gateways = new LiveGateways(client, clock);
    Advisor advisor = new Advisor(new LiveSurroundings(client));
    Framework framework =
        new Framework(
            config,
            client,
            (caches, wake) ->
                new Pass(
                    new Observer(caches, pods, gateways),
                    wake,
                    advisor,
                    writer,
                    reporter,
                    measuring,
                    comparisons,
                    probing,
                    new Repairs(new LiveWriters(client)),
                    clock,
                    config.holdsAtRest()),
            handOver(config, writer));
    Endpoint metrics = Endpoint.on(config.metricsPort()).text("/metrics", registry::scrape);
    Endpoint probes =
        Endpoint.on(config.probesPort())
            .check("/livez", () -> true)
            .check("/readyz", framework::ready);
    return new Wiring(framework, metrics, probes);
  }

  private static Runnable handOver(OperatorConfig config, ClusterWriter writer) {
    return config
        .leaseNamespace()
        .<Runnable>map(
            namespace -> new HandOver(writer, namespace, Framework.LEASE_NAME, config.instance()))
        .orElse(() -> {});
  }

  static Measuring measuring(Optional<PrometheusApi> prometheus, Counters counters) {
    return new Measuring(counters.counting(PrometheusSource.at(prometheus)));
  }

  void start() {
    metrics.start();
    probes.start();
    framework.start();
  }

  void stop() {
    framework.stop();
    probes.stop();
    metrics.stop();
  }

  int metricsPort() {
    return metrics.port();
  }

  int probesPort() {
    return probes.port();
  }
}
