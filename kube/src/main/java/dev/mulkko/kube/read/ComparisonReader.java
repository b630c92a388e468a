package dev.mulkko.kube.read;

import static dev.mulkko.kube.read.SpecReader.duration;

import dev.mulkko.api.v1beta1.Analysis;
import dev.mulkko.api.v1beta1.RequestComparison;
import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.engine.judge.Latency;
import dev.mulkko.engine.judge.Limits;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Comparison.OwnCounters;
import dev.mulkko.engine.model.Comparison.Source;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the requests of both versions are compared, with every default filled in. */
final class ComparisonReader {

  private static final String FIELD = "spec.analysis.requests";
  private static final String PATH = "/metrics";
  private static final Pattern PATHS = Pattern.compile("/[A-Za-z0-9/._~-]{0,199}");
  private static final Pattern PERCENT = Pattern.compile("[0-9]{1,2}([.][0-9]{1,3})?%");
  private static final double MOST = 20;

  /** Kinds of routes behind which a gateway counts for each version, in the order of Auto. */
  private static final Map<Source, List<String>> TOLD_APART =
      new EnumMap<>(
          Map.of(
              Source.Traefik, List.of("HTTPRoute", "IngressRoute", "TraefikService"),
              Source.IngressNginx, List.of("Ingress"),
              // A call by gRPC that failed is an answer of class 2.
              Source.Envoy, List.of("HTTPRoute"),
              Source.Istio, List.of("HTTPRoute", "GRPCRoute")));

  private ComparisonReader() {}

  static Optional<Comparison> read(Analysis written, List<RouteRef> routes) throws InvalidSpec {
    RequestComparison requests = written.requests();
    if (requests != null) {
      checkPage(requests);
    }
    return requests == null
        ? Optional.empty()
        : Optional.of(
            new Comparison(
                source(requests.source()),
                provider(requests),
                source(requests.source()) == Source.Auto ? gateways(routes) : List.of(),
                counters(requests),
                port(requests.port()),
                path(requests.path()),
                latency(requests),
                limits(written),
                passes(written.onUndecided())));
  }

  /** Where never both have traffic, there is nothing to compare. */
  static void check(Optional<Comparison> comparison, Strategy strategy, List<RouteRef> routes)
      throws InvalidSpec {
    Source source = comparison.map(Comparison::source).orElse(Source.Auto);
    if (TOLD_APART.containsKey(source) && !tellsApart(source, routes)) {
      throw new InvalidSpec(
          FIELD + ".source",
          "is %s, which tells versions apart behind routes of kind %s alone: name one in"
                  .formatted(source, String.join(", ", TOLD_APART.getOrDefault(source, List.of())))
              + " spec.traffic.routes, or write Auto");
    }
    if (comparison.isPresent() && !(strategy instanceof Strategy.Canary)) {
      throw new InvalidSpec(
          FIELD,
          "compares two versions that both have traffic: write it with spec.strategy.canary, or"
              + " metrics instead");
    }
  }

  private static String provider(RequestComparison requests) throws InvalidSpec {
    if (requests.provider() != null && source(requests.source()) == Source.Pods) {
      throw new InvalidSpec(
          FIELD + ".provider",
          "is %s, but source Pods asks none: leave one out".formatted(requests.provider()));
    }
    return Objects.requireNonNullElse(requests.provider(), "");
  }

  private static List<Source> gateways(List<RouteRef> routes) {
    return TOLD_APART.keySet().stream().filter(each -> tellsApart(each, routes)).toList();
  }

  private static boolean tellsApart(Source gateway, List<RouteRef> routes) {
    List<String> kinds = TOLD_APART.getOrDefault(gateway, List.of());
    return routes.stream().anyMatch(route -> kinds.contains(route.kind()));
  }

  private static Optional<OwnCounters> counters(RequestComparison requests) throws InvalidSpec {
    boolean own = source(requests.source()) == Source.Counters;
    dev.mulkko.api.v1beta1.OwnCounters written = requests.counters();
    if (own != (written != null)) {
      throw new InvalidSpec(
          FIELD + ".counters",
          "is %s: source Counters and counters go together: write both, or neither"
              .formatted(own ? "missing" : "written"));
    }
    if (written == null) {
      return Optional.empty();
    }
    if (requests.slowerThan() != null) {
      throw new InvalidSpec(
          FIELD + ".slowerThan",
          "is written, but counters do not tell how long requests take: leave it out");
    }
    String field = FIELD + ".counters";
    return Optional.of(
        new OwnCounters(
            CounterSelector.read(field + ".total", written.total()),
            CounterSelector.read(field + ".failed", written.failed())));
  }

  private static void checkPage(RequestComparison requests) throws InvalidSpec {
    Source source = source(requests.source());
    boolean reads = source == Source.Auto || source == Source.Pods;
    if (!reads && (requests.port() != null || requests.path() != null)) {
      throw new InvalidSpec(
          FIELD + (requests.port() == null ? ".path" : ".port"),
          "is of the pages of pods, which source %s does not read: leave it out".formatted(source));
    }
  }

  private static Source source(@Nullable String written) throws InvalidSpec {
    for (Source source : Source.values()) {
      if (source.name().equals(Objects.requireNonNullElse(written, Source.Auto.name()))) {
        return source;
      }
    }
    throw new InvalidSpec(
        FIELD + ".source",
        "is %s: write Auto, Pods, Prometheus, IngressNginx, Traefik, Envoy, Istio or Counters"
            .formatted(written));
  }

  private static Latency latency(RequestComparison requests) throws InvalidSpec {
    String slower = requests.slowerThan();
    return switch (Objects.requireNonNullElse(requests.latency(), "Auto")) {
      case "Auto" -> slower == null ? new Latency.Usual() : over(slower);
      case "None" -> {
        if (slower != null) {
          throw new InvalidSpec(
              FIELD + ".slowerThan", "is %s, but latency is None: leave one out".formatted(slower));
        }
        yield new Latency.Ignored();
      }
      default ->
          throw new InvalidSpec(
              FIELD + ".latency", "is %s: write Auto or None".formatted(requests.latency()));
    };
  }

  private static Latency over(String written) throws InvalidSpec {
    Duration limit = duration(FIELD + ".slowerThan", written, Duration.ZERO);
    if (!limit.isPositive()) {
      throw new InvalidSpec(
          FIELD + ".slowerThan", "is %s: write more than 0s, such as 300ms".formatted(written));
    }
    return new Latency.Over(limit.toMillis() / 1e3);
  }

  private static @Nullable Integer port(@Nullable Integer written) throws InvalidSpec {
    if (written != null && (written < 1 || written > 65535)) {
      throw new InvalidSpec(FIELD + ".port", "is %d: write 1 to 65535".formatted(written));
    }
    return written;
  }

  private static String path(@Nullable String written) throws InvalidSpec {
    String path = Objects.requireNonNullElse(written, PATH);
    if (!PATHS.matcher(path).matches()) {
      throw new InvalidSpec(
          FIELD + ".path",
          "is %s: write a path such as /metrics, of letters, digits and /._~-".formatted(path));
    }
    return path;
  }

  private static Limits limits(Analysis written) throws InvalidSpec {
    Limits usual = Limits.DEFAULT;
    String soak = "spec.analysis.minSoak";
    return new Limits(
        share(written.maxFalseRollback(), usual.maxFalseRollback()),
        usual.maxFalsePromotion(),
        duration(soak, written.minSoak(), usual.firstSoak()),
        duration(soak, written.minSoak(), usual.laterSoak()),
        usual.minRequests());
  }

  private static double share(@Nullable String written, double usual) throws InvalidSpec {
    if (written == null) {
      return usual;
    }
    double percent =
        PERCENT.matcher(written).matches()
            ? Double.parseDouble(written.substring(0, written.length() - 1))
            : 0;
    if (!(percent > 0 && percent <= MOST)) {
      throw new InvalidSpec(
          "spec.analysis.maxFalseRollback",
          "is %s: write more than 0%% and at most 20%%, such as 1%%".formatted(written));
    }
    return percent / 100;
  }

  private static boolean passes(@Nullable String written) throws InvalidSpec {
    return switch (written) {
      case null -> true;
      case "Promote" -> true;
      case "Pause" -> false;
      default ->
          throw new InvalidSpec(
              "spec.analysis.onUndecided", "is %s: write Promote or Pause".formatted(written));
    };
  }
}
