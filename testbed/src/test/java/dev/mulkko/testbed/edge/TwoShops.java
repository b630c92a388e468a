package dev.mulkko.testbed.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.testbed.cluster.LocalCluster;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadOptions;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import dev.mulkko.testbed.node.NodeAgent;
import dev.mulkko.testbed.node.NodeOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The shop in versions v1 and v2, with HTTP and gRPC, a Deployment of one pod each, in a namespace
 * of their own.
 */
final class TwoShops implements AutoCloseable {

  static final Duration LIMIT = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final String namespace;
  private final NodeAgent agent;
  private final Path records;

  private TwoShops(LocalCluster cluster) throws IOException {
    client = cluster.client();
    namespace = cluster.newNamespace("edge");
    agent = NodeAgent.start(client, NodeOptions.named("node-1"));
    records = Files.createTempFile("two-shops", ".csv");
  }

  /** Returns when both are available. */
  static TwoShops open(LocalCluster cluster) throws IOException {
    var shops = new TwoShops(cluster);
    shops.deploy("v1");
    shops.deploy("v2");
    await().atMost(LIMIT).until(() -> shops.isAvailable("v1") && shops.isAvailable("v2"));
    return shops;
  }

  /** Creates the Services {@code <name>-v1} and {@code <name>-v2}. */
  void serve(String name) {
    serve(name + "-v1", "v1");
    serve(name + "-v2", "v2");
  }

  /** Creates a Service for the pods of a version, or changes it: 80 is HTTP, 90 gRPC. */
  void serve(String service, String version) {
    apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: %s}
        spec:
          selector: {version: %s}
          ports:
          - {name: http, port: 80, targetPort: http}
          - {name: grpc, port: 90, targetPort: grpc, appProtocol: kubernetes.io/h2c}
        """
            .formatted(service, version));
  }

  void apply(String yaml) {
    client
        .load(new ByteArrayInputStream(yaml.getBytes(UTF_8)))
        .items()
        .forEach(
            object ->
                client.resource(object).inNamespace(namespace).forceConflicts().serverSideApply());
  }

  /**
   * Sends 100 requests, each of which must be answered by one of the two.
   *
   * @return how many of them v2 answered
   */
  long answeredByV2(URI target) {
    return answeredByV2(target, 100);
  }

  /** The same with another number of requests. */
  long answeredByV2(URI target, int requests) {
    return answeredByV2(http(target), requests);
  }

  /** The same with other options. */
  long answeredByV2(LoadOptions options, int requests) {
    LoadStats all = send(options, requests);
    assertThat(all.lost()).as("%s", all).isZero();
    assertThat(all.answeredBy("v1") + all.answeredBy("v2")).as("%s", all).isEqualTo(requests);
    return all.answeredBy("v2");
  }

  LoadOptions http(URI target) {
    return LoadOptions.to(target, records);
  }

  LoadOptions grpc(URI target, String host) {
    return LoadOptions.to(target, records).withHost(host);
  }

  /** Sends requests, and tells how they ended when all have. */
  LoadStats send(URI target, int requests) {
    return send(http(target), requests);
  }

  private static LoadStats send(LoadOptions options, int requests) {
    LoadOptions timed = options.withRate(200).withDuration(Duration.ofMillis(requests * 5L));
    try (LoadRun run = LoadClient.start(timed)) {
      return run.finish().all();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What one version handled, whoever sent it. */
  long handledBy(String version) {
    return agent.handled(namespace).of(version);
  }

  String namespace() {
    return namespace;
  }

  private void deploy(String version) {
    apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop-%1$s}
        spec:
          selector: {matchLabels: {version: %1$s}}
          template:
            metadata: {labels: {version: %1$s}}
            spec:
              containers:
              - name: shop
                image: shop:%1$s
                ports: [{name: http, containerPort: 8080}, {name: grpc, containerPort: 9090}]
                env: [{name: GRPC_PORT, value: "9090"}, {name: DRAIN_MS, value: "1000"}]
                readinessProbe: {httpGet: {path: /healthz, port: http}, periodSeconds: 1}
        """
            .formatted(version));
  }

  /** Sets the number of a version's pods. */
  void scale(String version, int pods) {
    client.apps().deployments().inNamespace(namespace).withName("shop-" + version).scale(pods);
  }

  private boolean isAvailable(String version) {
    Integer available =
        client
            .apps()
            .deployments()
            .inNamespace(namespace)
            .withName("shop-" + version)
            .get()
            .getStatus()
            .getAvailableReplicas();
    return available != null && available == 1;
  }

  @Override
  public void close() {
    agent.close();
    try {
      Files.delete(records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
