package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where metrics are asked, by what credentials, how often, and what. */
@ApiRecord
public record MetricProviderSpec(
    @JsonPropertyDescription(
            "Address of a server with the HTTP API of Prometheus, up to what stands before /api/v1:"
                + " http://prometheus.monitoring:9090. No user, no query. Redirects are not followed;"
                + " addresses of this machine and of cloud metadata are never asked. No default.")
        @Required
        @Pattern(ADDRESS)
        @ValidationRule(value = IS_ADDRESS, message = WRITE_ADDRESS)
        @Size(min = 1, max = 500)
        String address,
    @JsonPropertyDescription("How Mulkko shows who it is. Default: not at all.")
        @Nullable ProviderCredentials credentials,
    @JsonPropertyDescription(
            "Certificates that a server with https is trusted by, as PEM, at most 64 kB. Default:"
                + " those that the operator's Java trusts.")
        @Size(min = 1, max = 65536)
        @Nullable String caCertificates,
    @JsonPropertyDescription(
            "How long a whole answer may take. A duration from 1s to 1m. Default: 10s.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String timeout,
    @JsonPropertyDescription("How many queries may be under way at once. 1 to 200. Default: 16.")
        @Min(1)
        @Max(200)
        @Nullable Integer concurrency,
    @JsonPropertyDescription(
            "How many queries a second are sent at most, of all Rollouts together; more than these"
                + " wait for their turn, each namespace in its own. 1 to 1000. Default: 50.")
        @Min(1)
        @Max(1000)
        @Nullable Integer queriesPerSecond,
    @JsonPropertyDescription(
            "How often the same is asked at most, whatever Rollouts write: equal queries in this"
                + " time share one answer. A duration from 1s to 10m. Default: 1s.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String minInterval,
    @JsonPropertyDescription(
            "Whether Rollouts may ask queries of their own. Allowed: any. Refused: only those that"
                + " stand in queries; a query can read what other namespaces tell. Default: Allowed.")
        @SchemaFrom(type = OwnQueries.class)
        @Nullable String ownQueries,
    @JsonPropertyDescription(
            "Queries that Rollouts use by name, as in use: prometheus/p99. At most 50. Default:"
                + " none.")
        @Size(max = 50)
        @ValidationRule(
            value = "self.all(q, self.exists_one(p, p.name == q.name))",
            message = "spec.queries: two have the same name: give each its own")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<ProviderQuery> queries) {

  private static final String ADDRESS = "^https?://[^/?#@ ]+(/[A-Za-z0-9._~/-]*)?$";
  private static final String IS_ADDRESS = "self.matches('" + ADDRESS + "')";
  private static final String WRITE_ADDRESS =
      "must be scheme, host, port and path alone: write for example"
          + " http://prometheus.monitoring:9090, and credentials into spec.credentials";

  /** An absent list is an empty one. */
  public MetricProviderSpec {
    queries = queries == null ? List.of() : List.copyOf(queries);
  }

  /** Whether Rollouts may ask queries of their own. */
  public enum OwnQueries {
    @JsonProperty("Allowed")
    ALLOWED,
    @JsonProperty("Refused")
    REFUSED
  }
}
