package dev.mulkko.e2e.safety;

import dev.mulkko.e2e.Lab;
import dev.mulkko.operator.OperatorConfig;
import dev.mulkko.operator.Wiring;
import dev.mulkko.operator.observe.Contact;
import dev.mulkko.testbed.cluster.User;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** One process of the operator, in this JVM: from empty caches to its end. */
final class Life implements AutoCloseable {

  private final FaultPoint faults;
  private final Wiring wiring;
  private final CompletableFuture<Void> started;

  private Life(FaultPoint faults, Wiring wiring, ExecutorService threads) {
    this.faults = faults;
    this.wiring = wiring;
    this.started = CompletableFuture.runAsync(wiring::start, threads);
  }

  /** Begins one that sees a single namespace. Returns at once. */
  static Life begin(
      Lab lab,
      String namespace,
      URI prometheus,
      Line line,
      Clock clock,
      FaultPoint faults,
      ExecutorService threads) {
    var access =
        new ConfigBuilder(lab.cluster().client(User.OPERATOR).getConfiguration())
            .withMasterUrl(line.wire().address().toString())
            .withUserAgent("mulkko-operator")
            .build();
    Contact contact = new Contact(clock);
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(access)
            // Eight megabytes of what Jackson learned, and the seconds to learn it: once for all.
            .withKubernetesSerialization(lab.client().getKubernetesSerialization())
            .withHttpClientBuilderConsumer(
                http ->
                    http.addOrReplaceInterceptor("faults", faults)
                        .addOrReplaceInterceptor("refusals", line.refusals())
                        .addOrReplaceInterceptor("views", line.views())
                        .addOrReplaceInterceptor("contact", contact))
            .build();
    OperatorConfig config =
        OperatorConfig.from(
            Map.of(
                "MULKKO_NAMESPACES", namespace,
                "MULKKO_INSTANCE", "safety",
                "MULKKO_WORKERS", "2",
                "MULKKO_AT_REST", lab.holdsNewTemplates() ? "Unpaused" : "Paused",
                "MULKKO_PROMETHEUS_URL", prometheus.toString(),
                "MULKKO_METRICS_PORT", "0",
                "MULKKO_PROBES_PORT", "0"));
    return new Life(faults, Wiring.of(config, client, contact, clock), threads);
  }

  FaultPoint faults() {
    return faults;
  }

  /** Until its caches are filled. */
  Life awaitStarted() {
    started.join();
    return this;
  }

  /** Also of one that died before it had started, or died at its end. */
  @Override
  public void close() {
    started.handle((_, _) -> null).join();
    try {
      wiring.stop();
    } catch (RuntimeException e) {
      if (!faults.isDead()) {
        throw e;
      }
    }
  }
}
