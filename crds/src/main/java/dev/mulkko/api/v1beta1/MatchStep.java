package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Requests of which all conditions hold. */
@ApiRecord
@ValidationRule(
    value =
        "(has(self.headers) ? self.headers.size() : 0) + (has(self.cookies) ? self.cookies.size()"
            + " : 0) + (has(self.query) ? self.query.size() : 0) > 0",
    message =
        "setMatch in spec.strategy.canary.steps must have at least one condition: write for example"
            + " {headers: [{name: x-canary, exact: \"on\"}]}")
public record MatchStep(
    @JsonPropertyDescription(
            "Headers that a request must have, at most 4; an Ingress takes 1 and nothing else. Default: none.")
        @Size(max = 4)
        List<MatchedValue> headers,
    @JsonPropertyDescription(
            "Cookies that a request must have, at most 4; an HTTPRoute takes 1, a GRPCRoute and an"
                + " Ingress none."
                + " Default: none.")
        @Size(max = 4)
        List<MatchedValue> cookies,
    @JsonPropertyDescription(
            "Parameters of the query that a request must have, at most 4; a GRPCRoute and an Ingress"
                + " take none."
                + " Default: none.")
        @Size(max = 4)
        List<MatchedQuery> query) {

  /** An absent list is an empty one. */
  public MatchStep {
    headers = headers == null ? List.of() : List.copyOf(headers);
    cookies = cookies == null ? List.of() : List.copyOf(cookies);
    query = query == null ? List.of() : List.copyOf(query);
  }
}
