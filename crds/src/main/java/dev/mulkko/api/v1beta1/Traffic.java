package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the traffic comes from, as it is today: nothing here is created for the Rollout. */
@ApiRecord
@ValidationRule(
    value =
        "!has(self.routes) || self.routes.all(r, self.routes.exists_one(s, s.kind == r.kind &&"
            + " s.name == r.name))",
    message = "spec.traffic.routes has a route more than once: write each route once")
@ValidationRule(
    value =
        "!has(self.directTraffic) || self.directTraffic != 'AtEnd' || has(self.routes) &&"
            + " self.routes.size() > 0",
    message =
        "spec.traffic.directTraffic is AtEnd, but without a route those who dial the Service are all"
            + " that there are: leave it out, or write a route into spec.traffic.routes")
public record Traffic(
    @JsonPropertyDescription(
            "Name of the Service that clients use today. It must select the pods of the workload."
                + " Cannot be changed.")
        @Required
        @Size(min = 1, max = Text.LABEL_LENGTH)
        @ValidationRule(
            value = "self == oldSelf",
            message =
                "spec.traffic.service cannot be changed: delete the Rollout and create a new one"
                    + " for the other Service")
        String service,
    @JsonPropertyDescription(
            "The routes whose weights are set, all of them the same, at most 16. Of their backends"
                + " only the one that names the Service is touched. Default: none; then shares are those of the"
                + " pods behind the Service, for new connections only.")
        @Size(max = 16)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<RouteRef> routes,
    @JsonPropertyDescription(
            "How long a weight must have been in force before the clock of its step starts. A"
                + " duration such as 500ms, 3s or 1m. Default: 3s for routes, 5s"
                + " where one is an Ingress, 2s for the Service.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String settle,
    @JsonPropertyDescription(
            "What those get who dial the Service itself while routes give the new version a weight."
                + " AtEnd: the old version until all of the routes lead to the new one. Ratio: the"
                + " share of the pods behind the Service, for new connections; as many pods are"
                + " started as that takes, and it ends at 50 %. At weight 0, setMatch and setMirror"
                + " included, they get the old version alone. Ratio is for a canary without"
                + " setCanaryScale. Default: AtEnd; without routes the pods are the shares anyway.")
        @SchemaFrom(type = DirectTraffic.class)
        @Nullable String directTraffic,
    @JsonPropertyDescription(
            "Requests that show which share the data plane really gives, at each weight after it has"
                + " settled: a step whose share is clearly another one waits and says so. What could"
                + " not be told is waited for during three looks, and said in status.unverified."
                + " Default: none; nobody but routes and their status is asked.")
        @Nullable TrafficProbe probe) {

  /** An absent list is an empty one. */
  public Traffic {
    routes = routes == null ? List.of() : List.copyOf(routes);
  }

  /** Without a probe; those who dial the Service get the new version at the end. */
  public Traffic(String service, List<RouteRef> routes, @Nullable String settle) {
    this(service, routes, settle, null, null);
  }

  /** What those get who dial the Service itself. */
  public enum DirectTraffic {
    @JsonProperty("AtEnd")
    AT_END,
    @JsonProperty("Ratio")
    RATIO
  }
}
