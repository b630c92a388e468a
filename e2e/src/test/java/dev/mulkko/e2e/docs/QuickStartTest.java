package dev.mulkko.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The quick start, command by command as it is written, and Helm's own way back. */
@Tag("cluster")
@Tag("alone")
@Execution(ExecutionMode.SAME_THREAD)
final class QuickStartTest {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  /**
   * Types and what the API server makes of them; a record; what Kubernetes or a Deployment owns.
   */
  private static final Pattern KEPT =
      Pattern.compile(
          """
          customresourcedefinition.apiextensions.k8s.io/[a-z]+.mulkko.dev
          apiservice.apiregistration.k8s.io/v1beta1.mulkko.dev
          deploymentrecord.mulkko.dev/web-.*
          namespace/mulkko-system
          lease.coordination.k8s.io/mulkko
          replicaset.apps/web-.*"""
              .replace("\n", "|"));

  @Test
  void fourCommandsLeadFromAnEmptyClusterToARunningCanaryAndHelmTakesAllOfItBack() {
    try (Installed cluster = Installed.inAnEmptyCluster()) {
      KubernetesClient client = cluster.lab().client();
      List<String> commands = Installed.commands();
      assertThat(commands).hasSize(4);
      cluster.runs(Installed.app());
      cluster.awaitDeployment("default", "web");
      JsonNode deployment = essence(client);
      JsonNode ownService = Shop.essence(service(client));
      List<String> before = cluster.objects("--all-namespaces");

      cluster.runs(commands.get(0));
      cluster.runs(commands.get(1));
      // Whoever has just attached a Rollout waits for a person's time, and this test for a sign.
      cluster.runs("kubectl wait --for=condition=Ready --timeout=90s mro/web");
      cluster.awaitDeployment(Installed.SYSTEM, "mulkko");
      cluster.runs(commands.get(2));
      cluster.reader().watch(commands.get(3), LIMIT, rows -> rows.matches("(?s).*web .* 20% .*"));
      Wait.until(LIMIT, "one pod in five is the new one's", () -> ready(client, "nginx:1.30") == 1);
      assertThat(ready(client, "nginx:1.29")).isEqualTo(4);

      cluster.runs("helm uninstall mulkko --namespace mulkko-system");

      assertThat(Shop.essence(service(client))).isEqualTo(ownService);
      assertThat(essence(client)).isEqualTo(inTheMiddleOf(deployment));
      Wait.until(LIMIT, "the new version is gone", () -> ready(client, "nginx:1.30") == 0);
      assertThat(ready(client, "nginx:1.29")).isEqualTo(4);
      assertThat(replicaSets(client))
          .allSatisfy(one -> assertThat(Shop.essence(one).toString()).doesNotContain("mulkko"));
      Wait.until(
          LIMIT,
          "nothing is left but what operations.md names",
          () -> {
            List<String> left = new ArrayList<>(cluster.objects("--all-namespaces"));
            left.removeAll(before);
            return left.stream().allMatch(object -> KEPT.matcher(object).matches());
          });
      assertThat(cluster.objects("--selector=app.kubernetes.io/part-of=mulkko"))
          .hasSize(6)
          .allMatch(object -> object.startsWith("customresourcedefinition"));
    }
  }

  /** The template that was on its way is the user's word, and is held. */
  private static JsonNode inTheMiddleOf(JsonNode before) {
    ObjectNode held = before.deepCopy();
    held.withObject("/spec").put("paused", true);
    ((ObjectNode) held.at("/spec/template/spec/containers/0")).put("image", "nginx:1.30");
    return held;
  }

  private static JsonNode essence(KubernetesClient client) {
    return Shop.essence(client.apps().deployments().inNamespace("default").withName("web").get());
  }

  private static Service service(KubernetesClient client) {
    return client.services().inNamespace("default").withName("web").get();
  }

  private static List<ReplicaSet> replicaSets(KubernetesClient client) {
    return client.apps().replicaSets().inNamespace("default").list().getItems();
  }

  private static long ready(KubernetesClient client, String image) {
    return client.pods().inNamespace("default").list().getItems().stream()
        .filter(pod -> image(pod).equals(image))
        .filter(Readiness::isPodReady)
        .count();
  }

  private static String image(Pod pod) {
    return pod.getSpec().getContainers().getFirst().getImage();
  }
}
