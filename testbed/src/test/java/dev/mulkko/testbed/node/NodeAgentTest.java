package dev.mulkko.testbed.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.testbed.cluster.ClusterOptions;
import dev.mulkko.testbed.cluster.Component;
import dev.mulkko.testbed.cluster.LocalCluster;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadOptions;
import dev.mulkko.testbed.load.LoadReport;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent under a real control plane. */
@Tag("cluster")
class NodeAgentTest {

  private static final Logger log = LoggerFactory.getLogger(NodeAgentTest.class);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static LocalCluster cluster;
  private static NodeAgent agent;

  @TempDir private Path folder;
  private KubernetesClient client;
  private String namespace;

  @BeforeAll
  static void startCluster() {
    cluster =
        LocalCluster.start(
            ClusterOptions.defaults().without(Component.TRAEFIK, Component.PROMETHEUS));
    agent =
        NodeAgent.start(
            cluster.client(), NodeOptions.named("node-1").withCrashBackOff(Duration.ofSeconds(1)));
  }

  @AfterAll
  static void stopCluster() {
    agent.close();
    cluster.close();
  }

  @BeforeEach
  void newNamespace() {
    client = cluster.client();
    namespace = cluster.newNamespace("node");
  }

  @Test
  void fiftyPodsBecomeReady() {
    Instant began = Instant.now();
    deploy(50, "shop:v1", "");
    awaitReady(50);
    log.info("50 pods ready after {} ms", Duration.between(began, Instant.now()).toMillis());
    assertThat(pods().stream().map(pod -> pod.getStatus().getPodIP()).distinct()).hasSize(50);
  }

  @Test
  void aCrashLoopShowsItsBackOffAndItsRestarts() {
    deploy(1, "shop:v1", "{name: CRASH_AFTER_S, value: '0'}");
    awaitContainer(
        container ->
            container.getRestartCount() >= 2
                && container.getState().getWaiting() != null
                && container.getState().getWaiting().getReason().equals("CrashLoopBackOff")
                && container.getLastState().getTerminated().getExitCode() == 1);
  }

  @Test
  void aMissingImageBacksOffPulling() {
    deploy(1, "missing:v1", "");
    awaitContainer(
        container ->
            container.getState().getWaiting() != null
                && container.getState().getWaiting().getReason().equals("ImagePullBackOff"));
  }

  @Test
  void aPodKeepsAnsweringThroughItsPreStopSleepUntilItEnds() {
    deploy(1, "shop:v1", "{name: DRAIN_MS, value: '500'}");
    awaitReady(1);
    Pod pod = pods().getFirst();
    var target = URI.create("http://" + pod.getStatus().getPodIP() + ":8080/");
    try (LoadRun run =
        LoadClient.start(LoadOptions.to(target, folder.resolve("records")).withRate(50))) {
      await().until(() -> run.stats().sent() > 10);
      client.resource(pod).delete();
      Instant deleted = Instant.now();
      await("the pod's end").atMost(Duration.ofSeconds(20)).until(() -> gone(pod));
      LoadReport report = run.stop();
      LoadStats during = report.between(deleted, deleted.plusSeconds(2));
      assertThat(during.lost()).as("lost during preStop: %s", during).isZero();
      assertThat(during.answeredBy("v1")).isGreaterThan(80);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8})
  void aRollingUpdateUnderLoadLosesNothingAndHandlesEveryRequestOnce(int connections) {
    String before = "before-" + connections;
    String after = "after-" + connections;
    deploy(4, "shop:" + before, "");
    awaitReady(4);
    String ip =
        client.services().inNamespace(namespace).withName("shop").get().getSpec().getClusterIP();
    // kube-proxy may be later than the pods.
    await("the Service").until(() -> connects(ip));
    var options = LoadOptions.to(URI.create("http://" + ip + "/"), folder.resolve("records"));
    try (LoadRun run = LoadClient.start(options.withConnections(connections))) {
      await().until(() -> run.stats().sent() > 50);
      deploy(4, "shop:" + after, "");
      awaitOnly("shop:" + after, 4);
      LoadStats all = run.stop().all();
      log.info("rolled under load: {}", all);
      assertThat(all.lost()).as("%s", all).isZero();
      assertThat(all.answeredBy(after)).isPositive();
      assertThat(agent.handled(namespace).of(before) + agent.handled(namespace).of(after))
          .isEqualTo(all.sent());
    }
  }

  private static boolean connects(String ip) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(ip, 80), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aPodWithTwoContainersIsRefusedAndCanBeDeleted() {
    apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: pair, labels: {app: shop}}
        spec:
          containers:
          - {name: one, image: "shop:v1"}
          - {name: two, image: "shop:v1"}
        """);
    awaitContainer(
        container ->
            container.getState().getWaiting() != null
                && container
                    .getState()
                    .getWaiting()
                    .getReason()
                    .equals("CreateContainerConfigError"));
    client.pods().inNamespace(namespace).withName("pair").delete();
    awaitUntil(() -> pods().isEmpty());
  }

  @Test
  void podsGoOnWhenTheApiServerRestarts() {
    deploy(2, "shop:v1", "");
    awaitReady(2);
    cluster.restart(Component.API_SERVER);
    deploy(3, "shop:v2", "");
    awaitOnly("shop:v2", 3);
  }

  private void deploy(int replicas, String image, String env) {
    apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop}
        spec:
          replicas: %d
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop}}
            spec:
              terminationGracePeriodSeconds: 15
              containers:
              - name: shop
                image: %s
                ports: [{name: http, containerPort: 8080}]
                env: [%s]
                readinessProbe: {httpGet: {path: /healthz, port: http}, periodSeconds: 1}
                lifecycle: {preStop: {sleep: {seconds: 2}}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: shop}
        spec:
          selector: {app: shop}
          ports: [{port: 80, targetPort: http}]
        """
            .formatted(replicas, image, env));
  }

  private void apply(String yaml) {
    client
        .load(new ByteArrayInputStream(yaml.getBytes(UTF_8)))
        .items()
        .forEach(
            object ->
                client.resource(object).inNamespace(namespace).forceConflicts().serverSideApply());
  }

  private void awaitReady(int count) {
    awaitUntil(
        () -> {
          Deployment shop =
              client.apps().deployments().inNamespace(namespace).withName("shop").get();
          Integer ready = shop.getStatus().getReadyReplicas();
          return ready != null && ready == count;
        });
  }

  /** Until there are no other pods, not even terminating ones. */
  private void awaitOnly(String image, int count) {
    awaitUntil(
        () -> {
          List<Pod> pods = pods();
          return pods.size() == count
              && pods.stream()
                  .allMatch(
                      pod -> pod.getSpec().getContainers().getFirst().getImage().equals(image))
              && pods.stream().allMatch(pod -> container(pod).getReady());
        });
  }

  private void awaitContainer(Predicate<ContainerStatus> wanted) {
    awaitUntil(
        () -> {
          List<Pod> pods = pods();
          return !pods.isEmpty()
              && !pods.getFirst().getStatus().getContainerStatuses().isEmpty()
              && wanted.test(container(pods.getFirst()));
        });
  }

  private void awaitUntil(Callable<Boolean> condition) {
    try {
      await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(story(), e);
    }
  }

  private String story() {
    Stream<String> events =
        client.v1().events().inNamespace(namespace).list().getItems().stream()
            .map(event -> event.getInvolvedObject().getName() + ": " + event.getMessage());
    Stream<String> pods =
        client.pods().inNamespace(namespace).list().getItems().stream()
            .map(pod -> pod.getMetadata().getName() + " " + pod.getStatus());
    return Stream.concat(events, pods).collect(Collectors.joining("\n", "\n", ""));
  }

  private static ContainerStatus container(Pod pod) {
    return pod.getStatus().getContainerStatuses().getFirst();
  }

  private List<Pod> pods() {
    return client.pods().inNamespace(namespace).withLabel("app", "shop").list().getItems();
  }

  private boolean gone(Pod pod) {
    return pods().stream()
        .noneMatch(other -> other.getMetadata().getUid().equals(pod.getMetadata().getUid()));
  }
}
