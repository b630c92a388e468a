package dev.mulkko.operator;

import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.engine.retention.Retention;
import dev.mulkko.operator.apply.ClusterWriter;
import dev.mulkko.operator.apply.HandOver;
import dev.mulkko.operator.apply.Repairs;
import dev.mulkko.operator.josdk.Framework;
import dev.mulkko.operator.lock.LockKeeping;
import dev.mulkko.operator.metrics.ApiRequests;
import dev.mulkko.operator.metrics.ProcessMetrics;
import dev.mulkko.operator.metrics.RolloutMetrics;
import dev.mulkko.operator.observe.Advisor;
import dev.mulkko.operator.observe.Caches;
import dev.mulkko.operator.observe.Contact;
import dev.mulkko.operator.observe.LiveGateways;
import dev.mulkko.operator.observe.LivePods;
import dev.mulkko.operator.observe.LiveReplicaSets;
import dev.mulkko.operator.observe.LiveSecrets;
import dev.mulkko.operator.observe.LiveSurroundings;
import dev.mulkko.operator.observe.LiveWriters;
import dev.mulkko.operator.observe.Observer;
import dev.mulkko.operator.record.DeliveryMetrics;
import dev.mulkko.operator.record.Sweep;
import dev.mulkko.operator.report.Attempts;
import dev.mulkko.operator.report.Counters;
import dev.mulkko.operator.report.Reporter;
import dev.mulkko.operator.server.Endpoint;
import dev.mulkko.operator.telemetry.Measuring;
import dev.mulkko.operator.telemetry.compare.Comparisons;
import dev.mulkko.operator.telemetry.pods.HttpPages;
import dev.mulkko.operator.telemetry.pods.PacedPages;
import dev.mulkko.operator.telemetry.probe.Probing;
import dev.mulkko.operator.telemetry.probe.Requests;
import dev.mulkko.operator.telemetry.prometheus.PrometheusSource;
import dev.mulkko.operator.telemetry.prometheus.PrometheusUrl;
import dev.mulkko.operator.telemetry.prometheus.Servers;
import dev.mulkko.operator.telemetry.prometheus.Servers.SecretReader;
import dev.mulkko.operator.telemetry.server.MetricServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** All parts of the process, put together by hand. */
public final class Wiring {

  private final Framework framework;
  private final Consumer<Caches> told;
  private final ProcessMetrics process;
  private final Function<Caches, List<LeaderTimer>> beside;
  private final Endpoint metrics;
  private final Endpoint probes;
  private List<LeaderTimer> timers = List.of();

  private Wiring(
      Framework framework,
      Consumer<Caches> told,
      ProcessMetrics process,
      Function<Caches, List<LeaderTimer>> beside,
      Endpoint metrics,
      Endpoint probes) {
    this.framework = framework;
    this.told = told;
    this.process = process;
    this.beside = beside;
    this.metrics = metrics;
    this.probes = probes;
  }

  /** With the cluster of the kubeconfig, or the one that this pod runs in. */
  static Wiring of(OperatorConfig config) {
    Config access = new ConfigBuilder().withUserAgent("mulkko-operator").build();
    PrometheusMeterRegistry page = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ApiRequests requests = new ApiRequests(page.getPrometheusRegistry());
    Contact contact = new Contact(Clock.systemUTC());
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(access)
            .withHttpClientBuilderConsumer(
                http ->
                    http.addOrReplaceInterceptor("requests", requests)
                        .addOrReplaceInterceptor("contact", contact))
            .build();
    return of(config, client, contact, Clock.systemUTC(), page);
  }

  /**
   * With whatever its requests go through.
   *
   * @param client closed at the end
   * @param contact an ear of this client
   * @param clock of this process
   */
  public static Wiring of(
      OperatorConfig config, KubernetesClient client, Contact contact, Clock clock) {
    return of(
        config, client, contact, clock, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  private static Wiring of(
      OperatorConfig config,
      KubernetesClient client,
      Contact contact,
      Clock clock,
      PrometheusMeterRegistry registry) {
    DeliveryMetrics deliveries = new DeliveryMetrics();
    registry.getPrometheusRegistry().register(deliveries);
    ClusterWriter writer = new ClusterWriter(client);
    Counters counters = new Counters(registry);
    Attempts attempts = new Attempts(registry.getPrometheusRegistry());
    Reporter reporter = new Reporter(writer, counters, attempts, config.instance());
    Probing probing = new Probing(new Requests(config.probeHosts()));
    LivePods pods = new LivePods(client);
    LiveReplicaSets replicaSets = new LiveReplicaSets(client);
    LiveGateways gateways = new LiveGateways(client, clock);
    Advisor advisor = new Advisor(new LiveSurroundings(client));
    Framework framework =
        new Framework(
            config,
            client,
            (caches, wake) -> {
              Servers servers =
                  servers(
                      config,
                      caches::providers,
                      new LiveSecrets(client, config.secretsNamespace()));
              return new Pass(
                  new Observer(caches, pods, replicaSets, gateways, config.naming()),
                  wake,
                  advisor,
                  writer,
                  reporter,
                  measuring(servers, counters),
                  new Comparisons(
                      new PacedPages(new HttpPages(), config.podPages()), servers::of, clock),
                  probing,
                  new Repairs(new LiveWriters(client)),
                  contact,
                  clock,
                  config.holdsAtRest());
            },
            handOver(config, writer),
            registry.getPrometheusRegistry());
    RolloutMetrics rollouts = new RolloutMetrics(framework::leads, clock);
    registry.getPrometheusRegistry().register(rollouts);
    ProcessMetrics process = new ProcessMetrics(registry, framework::leads);
    Endpoint metrics = Endpoint.on(config.metricsPort()).metrics("/metrics", registry::scrape);
    Endpoint probes =
        Endpoint.on(config.probesPort())
            .check("/livez", () -> true)
            .check("/readyz", framework::ready);
    return new Wiring(
        framework,
        caches -> {
          deliveries.follow(caches);
          rollouts.follow(caches);
        },
        process,
        caches -> beside(caches, framework::leads, writer, config.retention(), clock),
        metrics,
        probes);
  }

  /** What the process that leads does besides its passes. */
  private static List<LeaderTimer> beside(
      Caches caches,
      BooleanSupplier leads,
      ClusterWriter writer,
      Retention retention,
      Clock clock) {
    Sweep sweep = new Sweep(caches, writer, retention, clock);
    LockKeeping locks = new LockKeeping(caches, writer, clock);
    return List.of(
        LeaderTimer.start("records", Duration.ofMinutes(1), leads, sweep::run),
        LeaderTimer.start("locks", Duration.ofSeconds(1), leads, locks::look));
  }

  private static Runnable handOver(OperatorConfig config, ClusterWriter writer) {
    return config
        .leaseNamespace()
        .<Runnable>map(
            namespace -> new HandOver(writer, namespace, Framework.LEASE_NAME, config.instance()))
        .orElse(() -> {});
  }

  static Servers servers(
      OperatorConfig config, Supplier<List<MetricProvider>> providers, SecretReader secrets) {
    return new Servers(
        providers,
        secrets,
        config
            .prometheus()
            .map(address -> MetricServer.ofVariable(PrometheusUrl.VARIABLE, address)),
        config.reach(),
        Clock.systemUTC());
  }

  static Measuring measuring(Servers servers, Counters counters) {
    return new Measuring(
        counters.counting(new PrometheusSource(servers::named, Clock.systemUTC())));
  }

  /** Returns when its caches are filled and it acts. */
  public void start() {
    metrics.start();
    probes.start();
    Caches caches = framework.start();
    told.accept(caches);
    timers = beside.apply(caches);
  }

  /** Finishes the passes that are under way. */
  public void stop() {
    timers.reversed().forEach(LeaderTimer::close);
    framework.stop();
    probes.stop();
    metrics.stop();
    process.close();
  }

  int metricsPort() {
    return metrics.port();
  }

  int probesPort() {
    return probes.port();
  }
}
