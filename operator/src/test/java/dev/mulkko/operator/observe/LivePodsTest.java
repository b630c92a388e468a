package dev.mulkko.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.kube.Names;
import dev.mulkko.operator.cluster.ApiServer;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class LivePodsTest {

  private static final String NAMESPACE = "live-pods";
  private static final int READERS = 8;
  private static final int READS = 100;

  private static final Deployment SHOP =
      new DeploymentBuilder()
          .withNewMetadata()
          .withNamespace(NAMESPACE)
          .withName("shop")
          .endMetadata()
          .withNewSpec()
          .withNewSelector()
          .addToMatchLabels("app", "shop")
          .endSelector()
          .endSpec()
          .build();

  private final ApiServer server;

  LivePodsTest(ApiServer server) {
    this.server = server;
  }

  @BeforeEach
  void create() {
    server
        .client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .serverSideApply();
    IntStream.range(0, READERS)
        .forEach(i -> server.client().resource(pod("revision-" + i)).create());
  }

  @AfterEach
  void delete() {
    server.client().pods().inNamespace(NAMESPACE).withGracePeriod(0).delete();
  }

  private static Pod pod(String revision) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(NAMESPACE)
        .withName("shop-" + revision)
        .withLabels(Map.of("app", "shop", Names.HASH, revision))
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("app")
        .withImage("shop:v1")
        .endContainer()
        .endSpec()
        .build();
  }

  /** The health of one rollout's pods says nothing of another's. */
  @Test
  void eachOfManyReadersAtATimeGetsThePodsOfItsRevision() throws Exception {
    LivePods pods = new LivePods(server.client());
    for (int i = 0; i < READERS; i++) {
      String revision = "revision-" + i;
      await().until(() -> !pods.ofRevision(SHOP, revision).isEmpty());
    }

    try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      List<Future<List<List<String>>>> reads = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        String revision = "revision-" + i;
        reads.add(
            threads.submit(
                () ->
                    IntStream.range(0, READS)
                        .mapToObj(_ -> names(pods.ofRevision(SHOP, revision)))
                        .distinct()
                        .toList()));
      }
      for (int i = 0; i < READERS; i++) {
        assertThat(reads.get(i).get())
            .describedAs("read for revision-%d", i)
            .containsExactly(List.of("shop-revision-" + i));
      }
    }
  }

  private static List<String> names(List<Pod> pods) {
    return pods.stream().map(pod -> pod.getMetadata().getName()).toList();
  }
}
