package dev.mulkko.e2e.bench;

import static dev.mulkko.e2e.bench.Door.CONTOUR;
import static dev.mulkko.e2e.bench.Door.GRPC_ROUTE;
import static dev.mulkko.e2e.bench.Door.HTTP_ROUTE;
import static dev.mulkko.e2e.bench.Door.INGRESS;
import static dev.mulkko.e2e.bench.Door.INGRESS_ROUTE;
import static dev.mulkko.e2e.bench.Door.SERVICE;
import static dev.mulkko.e2e.bench.Door.TRAEFIK_SERVICE;

import dev.mulkko.api.v1beta1.RouteRef;
import java.util.List;

/** What carries the weights of one Rollout. */
enum Router {
  HTTP("HTTPRoute"),
  GRPC("GRPCRoute"),
  NGINX("Ingress"),
  TRAEFIK("IngressRoute"),
  WEIGHTED("TraefikService"),
  SEVERAL("several"),
  ENVOY("HTTPRoute-Contour"),
  PLAIN("Service");

  private final String title;

  Router(String title) {
    this.title = title;
  }

  /** As {@code ROUTER=} has it. */
  String title() {
    return title;
  }

  List<Door> doors() {
    return switch (this) {
      case HTTP -> List.of(HTTP_ROUTE);
      case GRPC -> List.of(GRPC_ROUTE);
      case NGINX -> List.of(INGRESS);
      case TRAEFIK -> List.of(INGRESS_ROUTE);
      case WEIGHTED -> List.of(TRAEFIK_SERVICE);
      case SEVERAL -> List.of(HTTP_ROUTE, INGRESS, INGRESS_ROUTE, TRAEFIK_SERVICE);
      case ENVOY -> List.of(CONTOUR);
      case PLAIN -> List.of(SERVICE);
    };
  }

  List<RouteRef> refs() {
    return doors().stream().filter(Door::isRoute).map(Door::ref).toList();
  }

  /** Whether a weight is the share of the pods, for new connections only. */
  boolean isByPods() {
    return this == PLAIN;
  }

  boolean isRoute() {
    return this != PLAIN;
  }

  /** Whether it is put into force by Traefik, whose throttle then counts. */
  boolean isOfTraefik() {
    return this != PLAIN && this != ENVOY;
  }

  /** Percent, before the last step to 100. */
  List<Integer> weights() {
    return isByPods() ? List.of(10, 50) : List.of(5, 50);
  }
}
