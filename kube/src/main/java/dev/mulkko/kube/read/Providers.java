package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.Analysis;
import dev.mulkko.api.v1beta1.Metric;
import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.ProviderQuery;
import dev.mulkko.api.v1beta1.QueryArgument;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Ask;
import dev.mulkko.engine.plan.gate.Query;
import dev.mulkko.kube.GoDuration;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The MetricProviders that queries may be asked of. What is wrong with one is found by those who
 * use it alone: no Rollout may stand still because of another's mistake.
 */
public final class Providers {

  /** Asked when a Rollout names none. */
  public static final String DEFAULT = "default";

  /** Where nobody knows which there are. */
  public static final Providers UNKNOWN = new Providers(null);

  private static final int ARGUMENT_LENGTH = 256;

  private final @Nullable Map<String, MetricProvider> known;

  private Providers(@Nullable Map<String, MetricProvider> known) {
    this.known = known;
  }

  public static Providers of(@Nullable List<MetricProvider> all) {
    return all == null
        ? UNKNOWN
        : new Providers(
            all.stream()
                .collect(
                    Collectors.toMap(
                        each -> each.getMetadata().getName(),
                        Function.identity(),
                        (one, _) -> one,
                        TreeMap::new)));
  }

  /** Names of those that a Rollout writes. */
  public static Set<String> namedBy(Rollout rollout) {
    Analysis analysis = rollout.getSpec().analysis();
    return analysis == null
        ? Set.of()
        : analysis.metrics().stream()
            .flatMap(metric -> Stream.concat(usedBy(metric), Stream.ofNullable(metric.provider())))
            .collect(Collectors.toSet());
  }

  private static Stream<String> usedBy(Metric metric) {
    String use = metric.use();
    return use == null ? Stream.empty() : Stream.of(providerOf(use));
  }

  private static String providerOf(String use) {
    return use.replaceFirst("/.*", "");
  }

  /** A provider that is named; why there is none, as the end of a sentence, is in the result. */
  private sealed interface Found {
    record Provider(MetricProvider provider) implements Found {}

    record Missing(String why) implements Found {}
  }

  private Found named(String name) {
    MetricProvider provider = known == null ? null : known.get(name);
    if (provider != null) {
      return new Found.Provider(provider);
    }
    String known = this.known == null ? "" : String.join(", ", this.known.keySet());
    return new Found.Missing(
        "there is no MetricProvider %s%s"
            .formatted(name, known.isEmpty() ? "" : ": write one of " + known));
  }

  /**
   * A Rollout's own query.
   *
   * @param provider that it names; null for the usual one
   */
  Ask own(@Nullable String provider, String text) {
    String name = Objects.requireNonNullElse(provider, DEFAULT);
    return switch (named(name)) {
      case Found.Provider(MetricProvider found) when refusesOwn(found) ->
          new Ask.Nothing(
              "MetricProvider %s takes no queries of Rollouts: write use: with %s"
                  .formatted(name, choice(found)));
      case Found.Missing(String why) when provider != null && known != null -> new Ask.Nothing(why);
      case Found.Provider _, Found.Missing _ ->
          new Ask.Query(Objects.requireNonNullElse(provider, ""), text, Map.of(), false);
    };
  }

  /** How often a provider lets the same be asked, at most; nobody else stands in the way. */
  Duration pace(Ask ask) {
    String name = ask instanceof Ask.Query query ? query.provider() : "";
    MetricProvider provider = known == null ? null : known.get(name.isEmpty() ? DEFAULT : name);
    return Optional.ofNullable(provider)
        .map(found -> found.getSpec().minInterval())
        .flatMap(GoDuration::parse)
        .orElse(Duration.ZERO);
  }

  /** Whether Rollouts may use nothing but its own queries. */
  public static boolean refusesOwn(MetricProvider provider) {
    return "Refused".equals(provider.getSpec().ownQueries());
  }

  private static String choice(MetricProvider provider) {
    String names =
        provider.getSpec().queries().stream()
            .map(query -> provider.getMetadata().getName() + "/" + query.name())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "one of its queries, of which it has none yet" : names;
  }

  /** What a query of a provider is, with the Rollout's arguments. */
  record Used(Ask ask, Optional<ProviderQuery> query) {

    private static Used nothing(String format, Object... values) {
      return new Used(new Ask.Nothing(format.formatted(values)), Optional.empty());
    }
  }

  /** Where nobody knows which there are, none is said to be missing. */
  Used used(String use, Map<String, String> args) {
    if (known == null) {
      return new Used(new Ask.Query(use, use, args, true), Optional.empty());
    }
    String provider = providerOf(use);
    String name = use.substring(use.indexOf('/') + 1);
    return switch (named(provider)) {
      case Found.Missing(String why) -> Used.nothing("%s", why);
      case Found.Provider(MetricProvider found) ->
          found.getSpec().queries().stream()
              .filter(query -> query.name().equals(name))
              .findFirst()
              .map(query -> used(provider, query, args))
              .orElseGet(
                  () ->
                      Used.nothing(
                          "MetricProvider %s has no query %s: write %s",
                          provider, name, choice(found)));
    };
  }

  private static Used used(String provider, ProviderQuery query, Map<String, String> args) {
    Map<String, String> values = new HashMap<>();
    for (QueryArgument each : query.args()) {
      String value = args.getOrDefault(each.name(), each.usual());
      if (value == null) {
        return Used.nothing(
            "query %s of MetricProvider %s needs args.%s: give it a value",
            query.name(), provider, each.name());
      }
      if (value.length() > ARGUMENT_LENGTH) {
        return Used.nothing(
            "args.%s has %d characters: write at most %d",
            each.name(), value.length(), ARGUMENT_LENGTH);
      }
      values.put(each.name(), value);
    }
    Set<String> strange = new TreeSet<>(args.keySet());
    strange.removeAll(values.keySet());
    if (!strange.isEmpty()) {
      return Used.nothing(
          "query %s of MetricProvider %s has no args.%s: %s",
          query.name(),
          provider,
          strange.iterator().next(),
          values.isEmpty()
              ? "leave args out"
              : "it has " + String.join(", ", new TreeSet<>(values.keySet())));
    }
    return wrong(query)
        .map(why -> Used.nothing("query %s of MetricProvider %s %s", query.name(), provider, why))
        .orElseGet(
            () ->
                new Used(new Ask.Query(provider, query.query(), values, true), Optional.of(query)));
  }

  /** What its administrator must correct, as the end of a sentence. */
  static Optional<String> wrong(ProviderQuery query) {
    Set<String> arguments =
        query.args().stream().map(QueryArgument::name).collect(Collectors.toSet());
    return Query.unknown(query.query(), arguments)
        .map("has $(%s), which is no placeholder and none of its args"::formatted)
        .or(
            () ->
                Query.misplaced(query.query())
                    .map(
                        "has $(%s) outside of quotes: write it as the value of a label"::formatted))
        .or(() -> tooOften(query.interval()));
  }

  private static Optional<String> tooOften(@Nullable String interval) {
    return Optional.ofNullable(interval)
        .filter(
            written -> !MetricReader.isInterval(GoDuration.parse(written).orElse(Duration.ZERO)))
        .map("has interval %s: write at least 1s"::formatted);
  }
}
