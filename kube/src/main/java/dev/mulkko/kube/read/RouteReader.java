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
    return read("spec.traffic.routes", refs, KINDS);
  }

  /**
   * Those that lead to the new version alone.
   *
   * @param routes those that carry the traffic
   */
  static List<String> previews(List<RouteRef> refs, List<String> routes) throws InvalidSpec {
    for (int i = 0; i < refs.size(); i++) {
      String field = "%s[%d]".formatted(Routers.PREVIEWS, i);
      if (refs.get(i).kind().equals("Ingress")) {
        throw new InvalidSpec(
            field + ".kind",
            "is Ingress, beside which only shares can be set: leave it out, and let the Ingress name the Service of spec.strategy.blueGreen.previewService, which leads to the new version by itself");
      }
      if (routes.contains(Routers.name(refs.get(i)))) {
        throw new InvalidSpec(
            field,
            "is %s, which spec.traffic.routes has too: name the route of clients there, and here another one that only those use who look at the new version before"
                .formatted(Routers.name(refs.get(i))));
      }
    }
    return read(Routers.PREVIEWS, refs, KINDS.subList(0, KINDS.indexOf("Ingress")));
  }

  private static List<String> read(String list, List<RouteRef> refs, List<String> kinds)
      throws InvalidSpec {
    List<String> routes = new ArrayList<>();
    for (int i = 0; i < refs.size(); i++) {
      String field = "%s[%d]".formatted(list, i);
      check(field, refs.get(i), kinds);
      String route = Routers.name(refs.get(i));
      if (routes.contains(route)) {
        throw new InvalidSpec(field, "is %s once more: write each route once".formatted(route));
      }
      routes.add(route);
    }
    return routes;
  }

  private static void check(String field, RouteRef ref, List<String> kinds) throws InvalidSpec {
    if (!kinds.contains(ref.kind())) {
      throw new InvalidSpec(
          field + ".kind",
          "is %s: write one of %s".formatted(ref.kind(), String.join(", ", kinds)));
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
