package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A route that already sends traffic to the Service. It may be shared with other Rollouts. */
@ApiRecord
public record RouteRef(
    @JsonPropertyDescription(
            "Kind of the route: HTTPRoute of gateway.networking.k8s.io. No default.")
        @SchemaFrom(type = Kind.class)
        @Required
        String kind,
    @JsonPropertyDescription("Name of the route, in the namespace of the Rollout.")
        @Required
        @Size(min = 1, max = Text.NAME_LENGTH)
        String name,
    @JsonPropertyDescription(
            "Names of the rules whose weights are set. Default: every rule with a backend that"
                + " names the Service.")
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
    HTTP_ROUTE
  }
}
