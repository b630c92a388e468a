package dev.mulkko.kube.read;

import static dev.mulkko.kube.read.SpecReader.duration;

import dev.mulkko.api.v1beta1.Metric;
import dev.mulkko.api.v1beta1.MetricComparison;
import dev.mulkko.api.v1beta1.ProviderQuery;
import dev.mulkko.engine.model.Ask;
import dev.mulkko.engine.model.Limit;
import dev.mulkko.engine.plan.gate.Query;
import dev.mulkko.kube.read.Providers.Used;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A metric of a spec, with every default filled in. */
final class MetricReader {

  static final Duration INTERVAL = Duration.ofSeconds(30);
  static final int FAILURE_LIMIT = 2;

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private MetricReader() {}

  static dev.mulkko.engine.model.Metric read(String field, Metric written, Providers providers)
      throws InvalidSpec {
    Limit own = new Limit(written.min(), written.max(), beside(field, written.compare()));
    Used used = used(field, written, providers);
    Limit limit = written.use() != null && isNone(own) ? usual(used.query()) : own;
    if (written.use() == null && isNone(own)) {
      throw new InvalidSpec(
          field, "has no limit: write max for a result that must not exceed it, or min");
    }
    if (own.min() != null && own.max() != null && own.min() > own.max()) {
      throw new InvalidSpec(
          field + ".min",
          "is above max (%s > %s): no result could pass".formatted(own.min(), own.max()));
    }
    return new dev.mulkko.engine.model.Metric(
        name(field, written),
        providers == Providers.UNKNOWN ? used.ask() : askable(used.ask(), limit),
        limit,
        interval(field + ".interval", written.interval(), used.query(), providers.pace(used.ask())),
        Objects.requireNonNullElse(written.failureLimit(), FAILURE_LIMIT),
        duration(field + ".initialDelay", written.initialDelay(), Duration.ZERO),
        Objects.requireNonNullElse(written.count(), 1));
  }

  private static String name(String field, Metric written) throws InvalidSpec {
    String use = written.use();
    return written.name() == null && use != null
        ? use.substring(use.indexOf('/') + 1)
        : SpecReader.written(field + ".name", written.name(), "a name such as p99");
  }

  private static Used used(String field, Metric written, Providers providers) throws InvalidSpec {
    String use = written.use();
    Map<String, String> args = Objects.requireNonNullElse(written.args(), Map.of());
    if (use == null) {
      if (!args.isEmpty()) {
        throw new InvalidSpec(
            field + ".args", "is for a query of a MetricProvider: leave it out beside query");
      }
      String query = query(field + ".query", written.query());
      return new Used(providers.own(written.provider(), query), Optional.empty());
    }
    if (written.query() != null) {
      throw new InvalidSpec(field, "has query and use: leave one out");
    }
    if (written.provider() != null) {
      throw new InvalidSpec(
          field + ".provider", "is written beside use, which names one: leave it out");
    }
    return providers.used(use, args);
  }

  private static boolean isNone(Limit limit) {
    return limit.min() == null && limit.max() == null && limit.beside() == null;
  }

  private static Limit usual(Optional<ProviderQuery> query) {
    return query
        .map(found -> new Limit(found.min(), found.max(), null))
        .orElse(new Limit(null, null, null));
  }

  /** What can be asked and would say nothing is not asked. */
  private static Ask askable(Ask ask, Limit limit) {
    return switch (ask) {
      case Ask.Query query when isNone(limit) ->
          new Ask.Nothing(
              "the query of MetricProvider %s has no limit: write min, max or compare"
                  .formatted(query.provider()));
      case Ask.Query query when limit.beside() != null && Query.namesNoSide(query.text()) ->
          new Ask.Nothing(
              "compare asks %s for both versions, and it is the same for both: write $(pods) or"
                      .formatted(
                          query.shared()
                              ? "the query of MetricProvider " + query.provider()
                              : "the query")
                  + " $(hash) in it");
      case Ask.Query _, Ask.Share _, Ask.Nothing _ -> ask;
    };
  }

  private static Duration interval(
      String field, @Nullable String written, Optional<ProviderQuery> query, Duration least)
      throws InvalidSpec {
    String usual = query.map(ProviderQuery::interval).orElse(null);
    Duration interval = duration(field, written == null ? usual : written, INTERVAL);
    if (!isInterval(interval)) {
      throw new InvalidSpec(field, "is %s: write at least 1s".formatted(written));
    }
    return interval.compareTo(least) < 0 ? least : interval;
  }

  static boolean isInterval(Duration interval) {
    return interval.compareTo(SHORTEST) >= 0;
  }

  private static Limit.@Nullable Beside beside(String field, @Nullable MetricComparison written)
      throws InvalidSpec {
    if (written == null) {
      return null;
    }
    if (written.to() != null && !written.to().equals("Stable")) {
      throw new InvalidSpec(field + ".compare.to", "is %s: write Stable".formatted(written.to()));
    }
    boolean lower =
        switch (Objects.requireNonNullElse(written.worse(), "Higher")) {
          case "Higher" -> false;
          case "Lower" -> true;
          default ->
              throw new InvalidSpec(
                  field + ".compare.worse",
                  "is %s: write Higher or Lower".formatted(written.worse()));
        };
    double factor = written.factor();
    if (lower ? !(factor > 0 && factor <= 1) : !(factor >= 1 && Double.isFinite(factor))) {
      throw new InvalidSpec(
          field + ".compare.factor",
          lower
              ? "is %s: write more than 0 and at most 1, such as 0.8".formatted(factor)
              : "is %s: write at least 1, such as 1.3".formatted(factor));
    }
    return new Limit.Beside(factor, lower, written.harmless());
  }

  private static String query(String field, @Nullable String query) throws InvalidSpec {
    String text = SpecReader.written(field, query, "a PromQL query, or use");
    Optional<String> unknown = Query.unknown(text, Set.of());
    if (unknown.isPresent()) {
      throw new InvalidSpec(
          field,
          "has $(%s), which nobody knows: write one of $(%s)"
              .formatted(unknown.get(), String.join("), $(", Query.PLACEHOLDERS)));
    }
    return text;
  }
}
