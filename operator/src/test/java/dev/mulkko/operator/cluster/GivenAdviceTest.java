package dev.mulkko.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.kube.advice.Surroundings;
import dev.mulkko.operator.josdk.Framework;
import dev.mulkko.operator.observe.LiveSurroundings;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Advice in the status and as an Event, and what it costs. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class GivenAdviceTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Shop shop;

  GivenAdviceTest(ApiServer server) {
    shop = Shop.on(server);
  }

  @Test
  void adviceIsGivenOnceForEachChangeAndReadOnceForIt() {
    Asked asked = new Asked(new ConcurrentLinkedQueue<>());
    shop.createDeployment("missing");
    shop.server().client().resource(autoscaler()).create();
    Framework framework = RunningOperator.prepare(shop.server(), List.of(shop.namespace()), asked);
    try (RunningOperator _ = new RunningOperator(framework, framework.start())) {
      shop.createRollout("shop");
      awaitAdvice(3);
      assertThat(shop.status("shop").advice())
          .satisfiesExactly(
              one -> assertThat(one).contains("readinessProbe"),
              two -> assertThat(two).contains("preStop"),
              three -> assertThat(three).contains("scales by memory"));
      assertThat(asked.autoscalers()).isEqualTo(1);

      shop.server().client().resource(shop.service("shop")).create();
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(shop.status("shop").reason()).isEqualTo("RouteMissing"));
      assertThat(events()).as("another status, the same advice").hasSize(1);
      assertThat(asked.autoscalers()).isEqualTo(1);

      shop.scale("missing", 1);
      awaitAdvice(4);
      assertThat(asked.autoscalers()).isEqualTo(2);
      await().atMost(SOON).untilAsserted(() -> assertThat(events()).hasSize(2));
      assertThat(events()).allMatch(event -> event.getType().equals("Normal"));
    }
  }

  @Test
  void whatMayNotBeReadIsNoAdvice() {
    Config stranger =
        new ConfigBuilder(shop.server().client().getConfiguration())
            .withImpersonateUsername("stranger")
            .build();
    shop.server().client().resource(autoscaler()).create();
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(stranger).build()) {
      assertThat(new LiveSurroundings(client).of(shop.namespace()))
          .isEqualTo(new Surroundings(List.of(), List.of(), List.of(), List.of()));
    }
  }

  private void awaitAdvice(int sentences) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(shop.status("shop").advice()).hasSize(sentences));
  }

  private List<Event> events() {
    return shop
        .server()
        .client()
        .events()
        .v1()
        .events()
        .inNamespace(shop.namespace())
        .list()
        .getItems()
        .stream()
        .filter(event -> event.getReason().equals("Advised"))
        .toList();
  }

  private HorizontalPodAutoscaler autoscaler() {
    return shop.server()
        .client()
        .getKubernetesSerialization()
        .unmarshal(
            """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: shop, namespace: %s}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: missing}
              maxReplicas: 9
              metrics:
                - type: Resource
                  resource: {name: memory, target: {type: Utilization, averageUtilization: 70}}
            """
                .formatted(shop.namespace()),
            HorizontalPodAutoscaler.class);
  }

  /** Hears each request of the operator. */
  private record Asked(Queue<String> paths) implements Interceptor {

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      paths.add(request.uri().getPath());
    }

    long autoscalers() {
      return paths.stream().filter(path -> path.endsWith("/horizontalpodautoscalers")).count();
    }
  }
}
