package dev.mulkko.e2e.fleet;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.demo.Say;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Shops of one pod each, half of them behind a route, half behind their Service alone. */
public final class Fleet {

  private static final int NAMESPACES = 20;

  /** As many as a CI would not apply at a time. */
  private static final int TOGETHER = 16;

  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final Duration PACE = Duration.ofSeconds(5);

  private static final String SHOP =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: NAME}
      spec:
        replicas: 1
        selector: {matchLabels: {app: NAME}}
        template:
          metadata: {labels: {app: NAME}}
          spec:
            nodeName: hollow
            terminationGracePeriodSeconds: 0
            containers:
              - {name: shop, image: "shop:v1", ports: [{name: http, containerPort: 8080}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: NAME}
      spec:
        selector: {app: NAME}
        ports: [{name: http, port: 80, targetPort: http}]
      """;

  private static final String ROUTE =
      """
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: NAME}
      spec:
        parentRefs: [{name: edge}]
        hostnames: [NAME.example.com]
        rules: [{backendRefs: [{name: NAME, port: 80}]}]
      """;

  private static final String ROLLOUT =
      """
      ---
      apiVersion: mulkko.dev/v1beta1
      kind: Rollout
      metadata: {name: NAME}
      spec:
        workloadRef: {name: NAME}
        traffic: {service: NAMEROUTES}
        strategy: {canary: {steps: [{setWeight: 20}, {pause: {duration: 1m}}]}}
      """;

  /** One of the fleet. */
  public record Member(String namespace, String name) {}

  private final KubernetesClient client;
  private int size;

  public Fleet(Lab lab) {
    this.client = lab.client();
    IntStream.range(0, NAMESPACES)
        .mapToObj(Fleet::namespace)
        .forEach(
            name ->
                client
                    .resource(
                        new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .create());
  }

  private static String namespace(int shop) {
    return "fleet-%02d".formatted(shop % NAMESPACES);
  }

  private static String name(int shop) {
    return "shop-%05d".formatted(shop);
  }

  public Member someone() {
    return new Member(namespace(0), name(0));
  }

  /** Returns when every Rollout is attached to what runs; an operator must be at work. */
  public void growTo(int wanted) {
    create(wanted);
    size = wanted;
    Wait.until(LIMIT, "the fleet is attached", PACE, this::isAtRest);
  }

  private void create(int wanted) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(TOGETHER, Thread.ofVirtual().factory())) {
      var asked =
          IntStream.range(size, wanted)
              .mapToObj(
                  shop ->
                      threads.submit(
                          (Callable<Void>)
                              () -> {
                                objects(shop).forEach(object -> client.resource(object).create());
                                return null;
                              }))
              .toList();
      for (Future<Void> one : asked) {
        one.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("the fleet cannot be made", e);
    }
  }

  private List<HasMetadata> objects(int shop) {
    boolean routed = shop % 2 == 0;
    String routes = routed ? ", routes: [{kind: HTTPRoute, name: NAME}]" : "";
    String yaml =
        (SHOP + (routed ? ROUTE : "") + ROLLOUT.replace("ROUTES", routes))
            .replace("NAME", name(shop));
    List<HasMetadata> objects =
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items();
    for (HasMetadata object : objects) {
      object.getMetadata().setNamespace(namespace(shop));
    }
    return objects;
  }

  private boolean isAtRest() {
    long attached =
        client.resources(Rollout.class).inAnyNamespace().list().getItems().stream()
            .filter(rollout -> rollout.getStatus() != null)
            .filter(rollout -> "Healthy".equals(rollout.getStatus().phase()))
            .count();
    Say.line("%d of %d are attached", attached, size);
    return attached == size;
  }
}
