package dev.mulkko.operator.cluster;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.operator.OperatorConfig;
import dev.mulkko.operator.Pass;
import dev.mulkko.operator.apply.ClusterWriter;
import dev.mulkko.operator.apply.Repairs;
import dev.mulkko.operator.josdk.Framework;
import dev.mulkko.operator.observe.Advisor;
import dev.mulkko.operator.observe.Caches;
import dev.mulkko.operator.observe.Contact;
import dev.mulkko.operator.observe.LiveGateways;
import dev.mulkko.operator.observe.LivePods;
import dev.mulkko.operator.observe.LiveReplicaSets;
import dev.mulkko.operator.observe.LiveSurroundings;
import dev.mulkko.operator.observe.Observer;
import dev.mulkko.operator.observe.Wake;
import dev.mulkko.operator.report.Attempts;
import dev.mulkko.operator.report.Counters;
import dev.mulkko.operator.report.Reporter;
import dev.mulkko.operator.telemetry.Measuring;
import dev.mulkko.operator.telemetry.compare.Comparisons;
import dev.mulkko.operator.telemetry.pods.HttpPages;
import dev.mulkko.operator.telemetry.probe.ProbeHosts;
import dev.mulkko.operator.telemetry.probe.Probing;
import dev.mulkko.operator.telemetry.probe.Requests;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The operator in this JVM, with an ear on its requests. */
public record RunningOperator(Framework framework, Caches caches) implements AutoCloseable {

  private static final String STATUS = ".*/rollouts/([^/]+)/status";

  /**
   * Starts it.
   *
   * @param beforeStatus is told the name of a Rollout whose status is about to be sent; the request
   *     leaves when it returns
   */
  public static RunningOperator in(Shop shop, Consumer<String> beforeStatus) {
    return started(prepare(shop, beforeStatus));
  }

  /** Starts one for all namespaces. */
  static RunningOperator everywhere(ApiServer server) {
    return started(prepare(server, List.of(), new Ear(_ -> {})));
  }

  /** Starts one for some namespaces. */
  static RunningOperator in(ApiServer server, List<String> namespaces) {
    return started(prepare(server, namespaces, new Ear(_ -> {})));
  }

  private static RunningOperator started(Framework framework) {
    return new RunningOperator(framework, framework.start());
  }

  /** Everything but the start. */
  static Framework prepare(Shop shop, Consumer<String> beforeStatus) {
    return prepare(shop.server(), List.of(shop.namespace()), new Ear(beforeStatus));
  }

  /**
   * The operator of some namespaces, or of all.
   *
   * @param ear hears each request
   */
  static Framework prepare(ApiServer server, List<String> namespaces, Interceptor ear) {
    return prepare(
        server,
        ear,
        Map.of(
            "MULKKO_NAMESPACES", String.join(",", namespaces),
            "MULKKO_INSTANCE", "test",
            "MULKKO_WORKERS", "30"));
  }

  /** One of several, that leads when it gets the lease in the namespace of the shop. */
  static Framework prepareWithLease(Shop shop) {
    return prepare(
        shop.server(),
        new Ear(_ -> {}),
        Map.of(
            "MULKKO_NAMESPACES", shop.namespace(),
            "MULKKO_INSTANCE", "test",
            "MULKKO_LEASE_NAMESPACE", shop.namespace()));
  }

  /**
   * One that is configured.
   *
   * @param ear hears each request
   */
  static Framework prepare(ApiServer server, Interceptor ear, Map<String, String> environment) {
    OperatorConfig config = OperatorConfig.from(environment);
    KubernetesClient client = client(server, ear);
    return new Framework(
        config,
        client,
        (caches, wake) -> pass(client, config, caches, wake),
        () -> {},
        new PrometheusRegistry());
  }

  /** One whose requests are heard. */
  static KubernetesClient client(ApiServer server, Interceptor ear) {
    return new KubernetesClientBuilder()
        .withConfig(server.client().getConfiguration())
        .withKubernetesSerialization(server.client().getKubernetesSerialization())
        .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("ear", ear))
        .build();
  }

  /** What the framework calls, with a client of one's own. */
  static Pass pass(KubernetesClient client, OperatorConfig config, Caches caches, Wake wake) {
    ClusterWriter writer = new ClusterWriter(client);
    return new Pass(
        new Observer(
            caches,
            new LivePods(client),
            new LiveReplicaSets(client),
            new LiveGateways(client, Clock.systemUTC()),
            config.naming()),
        wake,
        new Advisor(new LiveSurroundings(client)),
        writer,
        new Reporter(
            writer,
            new Counters(new SimpleMeterRegistry()),
            new Attempts(new PrometheusRegistry()),
            "test"),
        new Measuring((_, _) -> new Reading.NoAnswer("there is no Prometheus")),
        new Comparisons(new HttpPages(), _ -> Optional.empty(), Clock.systemUTC()),
        new Probing(new Requests(ProbeHosts.from(""))),
        new Repairs(_ -> Optional.empty()),
        new Contact(Clock.systemUTC()),
        Clock.systemUTC(),
        config.holdsAtRest());
  }

  @Override
  public void close() {
    framework.stop();
  }

  private record Ear(Consumer<String> beforeStatus) implements Interceptor {

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      String path = request.uri().getPath();
      if (request.method().equals("PATCH") && path.matches(STATUS)) {
        beforeStatus.accept(path.replaceFirst(STATUS, "$1"));
      }
    }
  }
}
