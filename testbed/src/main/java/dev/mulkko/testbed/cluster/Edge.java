package dev.mulkko.testbed.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Gateway of the namespace {@code edge}; the GatewayClass is named after its program. */
enum Edge {
  TRAEFIK(
      Component.TRAEFIK, "edge", "traefik.io/gateway-controller", LocalCluster.GATEWAY.getPort()),
  CONTOUR(
      Component.CONTOUR,
      "contour",
      "projectcontour.io/gateway-controller",
      // Its Envoy listens 8000 higher, where it needs no rights to listen.
      LocalCluster.CONTOUR_GATEWAY.getPort() - 8000);

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String GATEWAYS =
      "/apis/gateway.networking.k8s.io/v1/namespaces/edge/gateways/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Component component;
  private final String gateway;
  private final String controller;
  private final int port;

  Edge(Component component, String gateway, String controller, int port) {
    this.component = component;
    this.gateway = gateway;
    this.controller = controller;
    this.port = port;
  }

  /** The one that this component puts into force. */
  static Optional<Edge> of(Component component) {
    return Arrays.stream(values()).filter(edge -> edge.component == component).findFirst();
  }

  /** Creates the Gateways of these components, with their namespace and classes. */
  static void create(KubernetesClient client, Set<Component> components) {
    create(client, Template.fill("edge.yaml", Map.of()));
    components.stream()
        .flatMap(component -> of(component).stream())
        .forEach(edge -> create(client, edge.manifests()));
  }

  private static void create(KubernetesClient client, String manifests) {
    Manifests.split(manifests).forEach(document -> Manifests.create(client, document));
  }

  private String manifests() {
    return Template.fill(
        "gateway.yaml",
        Map.of(
            "class",
            component.program(),
            "controller",
            controller,
            "name",
            gateway,
            "port",
            Integer.toString(port)));
  }

  /** Returns when the program says that the Gateway is in force. */
  void awaitProgrammed(KubernetesClient client) {
    Await.until(
        LIMIT,
        () -> isProgrammed(client),
        () -> "%s did not program the Gateway edge/%s".formatted(component.program(), gateway));
  }

  private boolean isProgrammed(KubernetesClient client) {
    try {
      JsonNode object = JSON.readTree(client.raw(GATEWAYS + gateway));
      for (JsonNode condition : object.path("status").path("conditions")) {
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
