package dev.mulkko.testbed.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** The Gateway {@code edge/edge}. */
final class Edge {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String GATEWAY =
      "/apis/gateway.networking.k8s.io/v1/namespaces/edge/gateways/edge";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Edge() {}

  /** Creates the Gateway with its namespace and class; Traefik puts it into force when it runs. */
  static void create(KubernetesClient client) {
    String port = Integer.toString(LocalCluster.GATEWAY.getPort());
    Manifests.split(Template.fill("edge.yaml", Map.of("port", port)))
        .forEach(document -> Manifests.create(client, document));
  }

  /** Returns when Traefik says that the Gateway is in force. */
  static void awaitProgrammed(KubernetesClient client) {
    Await.until(
        LIMIT, () -> isProgrammed(client), () -> "Traefik did not program the Gateway edge/edge");
  }

  private static boolean isProgrammed(KubernetesClient client) {
    try {
      JsonNode gateway = JSON.readTree(client.raw(GATEWAY));
      for (JsonNode condition : gateway.path("status").path("conditions")) {
        if ("Programmed".equals(condition.path("type").asText())) {
          return "True".equals(condition.path("status").asText());
        }
      }
      return false;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
