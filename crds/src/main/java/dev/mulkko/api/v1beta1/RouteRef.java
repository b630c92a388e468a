package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A route that already sends traffic to the Service. It may be shared with other Rollouts. */
@ApiRecord
@ValidationRule(
    value = "!has(self.rules) || self.kind in ['HTTPRoute', 'GRPCRoute']",
    message =
        "rules of a route is for HTTPRoute and GRPCRoute, parts of others have no names:"
            + " write no rules, for all that name the Service")
public record RouteRef(
    @JsonPropertyDescription(
            "Kind of the route: HTTPRoute or GRPCRoute of gateway.networking.k8s.io, IngressRoute or"
                + " TraefikService of traefik.io, or Ingress of networking.k8s.io for what reads the"
                + " nginx.ingress.kubernetes.io/canary annotations. An Ingress itself is never"
                + " touched: a second one is made beside it. No default.")
        @SchemaFrom(type = Kind.class)
        @Required
        String kind,
    @JsonPropertyDescription("Name of the route, in the namespace of the Rollout.")
        @Required
        @Size(min = 1, max = Text.NAME_LENGTH)
        String name,
    @JsonPropertyDescription(
            "Names of the rules whose weights are set, of an HTTPRoute or a GRPCRoute. Default:"
                + " every rule with a backend that names the Service.")
        @Size(max = 16)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<@Size(min = 1, max = Text.LABEL_LENGTH) String> rules) {

  /** An absent list is an empty one: all rules. */
  public RouteRef {
    rules = rules == null ? List.of() : List.copyOf(rules);
  }

  /** The kinds of route a weight can be written to. */
  public enum Kind {
    @JsonProperty("HTTPRoute")
    HTTP_ROUTE,
    @JsonProperty("GRPCRoute")
    GRPC_ROUTE,
    @JsonProperty("IngressRoute")
    INGRESS_ROUTE,
    @JsonProperty("TraefikService")
    TRAEFIK_SERVICE,
    @JsonProperty("Ingress")
    INGRESS
  }
}
