package dev.mulkko.testbed.cluster;

import static dev.mulkko.testbed.cluster.ApiRequest.byUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class LocalClusterTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private static LocalCluster cluster;

  @BeforeAll
  static void start() {
    long begin = System.nanoTime();
    cluster = LocalCluster.start(ClusterOptions.defaults());
    System.err.printf("cluster ready after %d ms%n", millisecondsSince(begin));
  }

  @AfterAll
  static void stop() {
    Path directory = cluster.directory();
    List<ProcessHandle> children = ProcessHandle.current().children().toList();
    assertThat(children).hasSize(ClusterOptions.defaults().components().size());

    cluster.close();

    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(directory).doesNotExist();
  }

  @Test
  void aNamespaceIsUsableAtOnce() {
    long begin = System.nanoTime();
    String namespace = cluster.newNamespace("fast");
    System.err.printf("namespace after %d ms%n", millisecondsSince(begin));

    assertThat(cluster.client().serviceAccounts().inNamespace(namespace).withName("default").get())
        .isNotNull();
  }

  @Test
  void aDeploymentGetsItsReplicaSetAlsoFromARestartedControllerManager() {
    String namespace = cluster.newNamespace("deployment");
    cluster.kill(Component.CONTROLLER_MANAGER);
    createDeployment(namespace);
    cluster.start(Component.CONTROLLER_MANAGER);

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        cluster
                            .client()
                            .apps()
                            .replicaSets()
                            .inNamespace(namespace)
                            .list()
                            .getItems())
                    .hasSize(1));
  }

  @Test
  void theClusterSurvivesTheDeathOfItsApiServerAndStore() {
    String namespace = cluster.newNamespace("death");

    cluster.kill(Component.API_SERVER);
    cluster.restart(Component.ETCD);
    cluster.start(Component.API_SERVER);

    assertThat(cluster.client().namespaces().withName(namespace).get()).isNotNull();
  }

  @Test
  void everyWriteIsInTheAuditLogUnderItsUser() {
    String namespace = cluster.newNamespace("audit");
    cluster
        .client(User.KIM)
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("note")
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .create();

    assertThat(cluster.auditLog().writes(byUser("kim")))
        .filteredOn(request -> request.namespace().equals(namespace))
        .singleElement()
        .satisfies(
            write -> {
              assertThat(write.verb()).isEqualTo("create");
              assertThat(write.resource()).isEqualTo("configmaps");
              assertThat(write.name()).isEqualTo("note");
              assertThat(write.code()).isEqualTo(201);
              assertThat(write.userAgent()).isEqualTo("mulkko-testbed/kim");
            });
  }

  @Test
  void aServiceAccountHasOnlyItsOwnRights() throws IOException {
    String namespace = cluster.newNamespace("account");
    Path kubeconfig = cluster.serviceAccountKubeconfig(namespace, "default");
    Config config = Config.fromKubeconfig(Files.readString(kubeconfig));

    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      assertThatThrownBy(() -> client.pods().inNamespace(namespace).list())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("system:serviceaccount:" + namespace + ":default");
    }
  }

  @Test
  void mutatingAdmissionPoliciesAreEnforced() {
    assumeTrue(
        cluster.client().getApiResources("admissionregistration.k8s.io/v1").getResources().stream()
            .anyMatch(type -> "MutatingAdmissionPolicy".equals(type.getKind())),
        "Kubernetes from 1.36");
    String namespace = cluster.newNamespace("policy");
    create(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata:
          name: hold-%1$s
        spec:
          failurePolicy: Ignore
          reinvocationPolicy: Never
          matchConstraints:
            namespaceSelector:
              matchLabels: {kubernetes.io/metadata.name: "%1$s"}
            resourceRules:
              - apiGroups: [apps]
                apiVersions: [v1]
                operations: [CREATE]
                resources: [deployments]
          mutations:
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: "Object{spec: Object.spec{paused: true}}"
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicyBinding
        metadata:
          name: hold-%1$s
        spec:
          policyName: hold-%1$s
        """
            .formatted(namespace));

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(createDeployment(namespace).getSpec().getPaused()).isTrue());
  }

  @Test
  void aServiceAddressAndTheGatewayReachAnAddressOfThePodRange() throws IOException {
    String namespace = cluster.newNamespace("traffic");
    try (PodAddress pod = PodAddress.serving("hello from " + namespace)) {
      createServiceAndRoute(namespace, pod);
      String address =
          cluster
              .client()
              .services()
              .inNamespace(namespace)
              .withName("web")
              .get()
              .getSpec()
              .getClusterIP();

      await()
          .atMost(LIMIT)
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(get(URI.create("http://" + address + "/")))
                      .isEqualTo("hello from " + namespace));
      await()
          .atMost(LIMIT)
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(get(URI.create(cluster.gateway() + "/" + namespace)))
                      .isEqualTo("hello from " + namespace));
    }
  }

  @Test
  void prometheusScrapesTraefik() {
    String query = URLEncoder.encode("up{job=\"traefik\"}", StandardCharsets.UTF_8);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(get(URI.create(cluster.prometheus() + "/api/v1/query?query=" + query)))
                    .contains(",\"1\"]"));
  }

  @Test
  void aSecondClusterInTheSameNamespaceIsRefused() {
    assertThatThrownBy(() -> LocalCluster.start(ClusterOptions.defaults()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another LocalCluster");
  }

  private static Deployment createDeployment(String namespace) {
    return (Deployment)
        create(
                """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          generateName: web-
          namespace: %s
        spec:
          replicas: 1
          selector:
            matchLabels: {app: web}
          template:
            metadata:
              labels: {app: web}
            spec:
              containers:
                - name: web
                  image: shop:1
        """
                    .formatted(namespace))
            .getFirst();
  }

  private static void createServiceAndRoute(String namespace, PodAddress pod) {
    create(
        """
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: %1$s
        spec:
          ports:
            - {name: http, port: 80, targetPort: 8080}
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: web-1
          namespace: %1$s
          labels: {kubernetes.io/service-name: web}
        addressType: IPv4
        ports:
          - {name: http, port: 8080, protocol: TCP}
        endpoints:
          - addresses: ["%2$s"]
            conditions: {ready: true}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata:
          name: web
          namespace: %1$s
        spec:
          parentRefs:
            - {name: edge, namespace: edge}
          rules:
            - matches:
                - path: {type: PathPrefix, value: "/%1$s"}
              backendRefs:
                - {name: web, port: 80}
        """
            .formatted(namespace, pod.ip()));
  }

  private static List<HasMetadata> create(String yaml) {
    return cluster
        .client()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .create();
  }

  private static String get(URI uri) throws IOException, InterruptedException {
    return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static long millisecondsSince(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }
}
