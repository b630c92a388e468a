package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;

/**
 * What the comparison of both versions knew when this was written, in whole numbers: logarithms in
 * thousandths.
 */
@ApiRecord
public record RequestRecord(
    @JsonPropertyDescription(
            "What is counted: errors, or over and the seconds that a request took longer.")
        @Required
        String counter,
    @JsonPropertyDescription("All before this was weighed and never is again, RFC 3339 in UTC.")
        @Required
        Instant through,
    @JsonPropertyDescription("Milliseconds of this rollout that were weighed.") @Required
        long clock,
    @JsonPropertyDescription("Millionths of the stake that are not bet yet.") @Required
        long reserve,
    @JsonPropertyDescription("Bets on worse than stable, at most 10.") @Required @Size(max = 10)
        List<Long> worse,
    @JsonPropertyDescription("Bets on as healthy as stable in this step, at most 10.")
        @Required
        @Size(max = 10)
        List<Long> healthy,
    @JsonPropertyDescription(
            "Requests of this step: of the new version, failed of it, of stable, failed of it.")
        @Required
        @Size(max = 4)
        List<Long> counts,
    @JsonPropertyDescription(
            "Thousandths of the failures that come together; 1000: each by itself.")
        @Required
        long clump) {

  /** Absent lists are empty ones. */
  public RequestRecord {
    worse = worse == null ? List.of() : List.copyOf(worse);
    healthy = healthy == null ? List.of() : List.copyOf(healthy);
    counts = counts == null ? List.of() : List.copyOf(counts);
  }
}
