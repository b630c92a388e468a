package dev.mulkko.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where both versions tell how many requests they answered, and how many of them failed. */
@ApiRecord
@ValidationRule(
    value = "!has(self.slowerThan) || !has(self.latency) || self.latency != 'None'",
    message = "slowerThan says what is slow, but latency is None: leave one out")
@ValidationRule(
    value =
        "!(has(self.port) || has(self.path)) || !has(self.source)"
            + " || self.source in ['Auto', 'Pods']",
    message =
        "port and path are of the pages of pods, which this source does not read: leave them out")
@ValidationRule(
    value = "!has(self.provider) || !has(self.source) || self.source != 'Pods'",
    message = "provider is asked by every source but Pods: leave one out")
public record RequestComparison(
    @JsonPropertyDescription(
            "Who counts the requests. Pods: the pods, on pages of theirs that the operator reads."
                + " Prometheus: the pods, as Prometheus read them (labels namespace and pod)."
                + " IngressNginx, Traefik, Envoy, Istio: that gateway, as Prometheus read it."
                + " Counters: series of your own that Prometheus has. Auto: as Pods; where these"
                + " tell nothing, as Prometheus; where that has nothing of them, the first gateway"
                + " that tells of both versions. Default: Auto.")
        @SchemaFrom(type = Source.class)
        @Nullable String source,
    @JsonPropertyDescription(
            "Port of the pods at which they tell their metrics, 1 to 65535. Default: the port of the"
                + " pods behind the first port of spec.traffic.service.")
        @Min(1)
        @Max(65535)
        @Nullable Integer port,
    @JsonPropertyDescription("Path of the page, such as /actuator/prometheus. Default: /metrics.")
        @Pattern("^/[A-Za-z0-9/._~-]*$")
        @Size(max = 200)
        @Nullable String path,
    @JsonPropertyDescription(
            "How long requests take. Auto: compared where the histograms of both versions have an"
                + " edge in common. None: not compared. Default: Auto.")
        @SchemaFrom(type = Latency.class)
        @Nullable String latency,
    @JsonPropertyDescription(
            "Requests that took longer are slow; the next edge of the histograms counts. A duration"
                + " such as 300ms. Default: the edges next to stable's 90th and 99th percentile.")
        @Pattern(Text.DURATION)
        @ValidationRule(value = Text.IS_DURATION, message = Text.WRITE_DURATION)
        @Size(max = Text.DURATION_LENGTH)
        @Nullable String slowerThan,
    @JsonPropertyDescription(
            "Series of your own, with source Counters. Default: none, the source names its own.")
        @Nullable OwnCounters counters,
    @JsonPropertyDescription(
            "MetricProvider that is asked for what it read of pods and gateways. Default: the one"
                + " named default; without one, the server that the operator was given.")
        @Size(min = 1, max = Text.NAME_LENGTH)
        @Nullable String provider) {

  /** Who counts the requests. */
  public enum Source {
    @JsonProperty("Auto")
    AUTO,
    @JsonProperty("Pods")
    PODS,
    @JsonProperty("Prometheus")
    PROMETHEUS,
    @JsonProperty("Traefik")
    TRAEFIK,
    @JsonProperty("IngressNginx")
    INGRESS_NGINX,
    @JsonProperty("Envoy")
    ENVOY,
    @JsonProperty("Istio")
    ISTIO,
    @JsonProperty("Counters")
    COUNTERS
  }

  /** Whether it is compared how long requests take. */
  public enum Latency {
    @JsonProperty("Auto")
    AUTO,
    @JsonProperty("None")
    NONE
  }
}
