package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import dev.mulkko.kube.route.Routers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The routes of a spec, as plans call them. */
final class RouteReader {

  /** In the order in which people are told of them. */
  private static final List<String> KINDS =
      List.of("HTTPRoute", "GRPCRoute", "IngressRoute", "TraefikService", "Ingress");

  private static final Set<String> WITH_NAMED_RULES = Set.of("HTTPRoute", "GRPCRoute");

  private static final Duration SETTLE = Duration.ofSeconds(3);

  /** What reads Ingresses looks at them every 3.3 s, and no status tells when it has. */
  private static final Duration INGRESS_SETTLE = Duration.ofSeconds(5);

  private RouteReader() {}

  /** How long it takes by default until all of them carry what is written. */
  static Duration settle(List<RouteRef> refs) {
    return refs.stream().anyMatch(ref -> ref.kind().equals("Ingress")) ? INGRESS_SETTLE : SETTLE;
  }

  static List<String> read(List<RouteRef> refs) throws InvalidSpec {
    List<String> routes = new ArrayList<>();
    for (int i = 0; i < refs.size(); i++) {
      String field = "spec.traffic.routes[%d]".formatted(i);
      check(field, refs.get(i));
      String route = Routers.name(refs.get(i));
      if (routes.contains(route)) {
        throw new InvalidSpec(field, "is %s once more: write each route once".formatted(route));
      }
      routes.add(route);
    }
    return routes;
  }

  private static void check(String field, RouteRef ref) throws InvalidSpec {
    if (!KINDS.contains(ref.kind())) {
      throw new InvalidSpec(
          field + ".kind",
          "is %s: write one of %s".formatted(ref.kind(), String.join(", ", KINDS)));
    }
    SpecReader.written(field + ".name", ref.name(), "the route that names the Service");
    if (!ref.rules().isEmpty() && !WITH_NAMED_RULES.contains(ref.kind())) {
      throw new InvalidSpec(
          field + ".rules",
          "is %s, but %s has no named parts: write no rules, for all that name the Service"
              .formatted(ref.rules(), ref.kind()));
    }
  }
}
