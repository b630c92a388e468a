package dev.mulkko.e2e.bench;

import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.e2e.Shop;
import dev.mulkko.testbed.cluster.LocalCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A way by which callers come in: one kind of route, or the Service's own address. */
enum Door {
  HTTP_ROUTE("gateway.networking.k8s.io/v1", "HTTPRoute", "http-route"),
  GRPC_ROUTE("gateway.networking.k8s.io/v1", "GRPCRoute", "grpc-route"),
  INGRESS("networking.k8s.io/v1", "Ingress", "ingress"),
  INGRESS_ROUTE("traefik.io/v1alpha1", "IngressRoute", "ingress-route"),
  TRAEFIK_SERVICE("traefik.io/v1alpha1", "TraefikService", "traefik-service"),
  /** The same HTTPRoute, put into force by Contour and its Envoy instead of Traefik. */
  CONTOUR("gateway.networking.k8s.io/v1", "HTTPRoute", "http-route"),
  SERVICE("v1", "Service", "");

  private final String api;
  private final String kind;
  private final String file;

  Door(String api, String kind, String file) {
    this.api = api;
    this.kind = kind;
    this.file = file;
  }

  boolean isRoute() {
    return this != SERVICE;
  }

  String kind() {
    return kind;
  }

  /** How a Rollout names it. */
  RouteRef ref() {
    return new RouteRef(kind, "shop", List.of());
  }

  /** What the callers of a shop write into the Host header. */
  String host(Shop shop) {
    return (isRoute() ? file + "." : "") + shop.host();
  }

  URI address(LocalCluster cluster, Shop shop) {
    return switch (this) {
      case SERVICE -> URI.create("http://" + shop.service().getSpec().getClusterIP());
      case CONTOUR -> cluster.contourGateway();
      case GRPC_ROUTE -> URI.create("grpc://" + cluster.gateway().getAuthority());
      default -> cluster.gateway();
    };
  }

  /** The user's objects, not created yet. */
  List<HasMetadata> manifests(KubernetesClient client, Shop shop) {
    if (!isRoute()) {
      return List.of();
    }
    String gateway = this == CONTOUR ? "contour" : "edge";
    String text = template().replace("HOST", host(shop)).replace("GATEWAY", gateway);
    return client.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).items();
  }

  private String template() {
    try (InputStream in =
        Objects.requireNonNull(Door.class.getResourceAsStream("/bench/%s.yaml".formatted(file)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All objects of its kind as they are now: also what was made beside the user's own. */
  Stream<GenericKubernetesResource> objects(KubernetesClient client, String namespace) {
    return isRoute()
        ? client
            .genericKubernetesResources(api, kind)
            .inNamespace(namespace)
            .list()
            .getItems()
            .stream()
        : Stream.empty();
  }
}
