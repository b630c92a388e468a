package dev.mulkko.operator.telemetry.prometheus;

import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.kube.read.ProviderReader;
import dev.mulkko.kube.read.Providers;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi.Silent;
import dev.mulkko.operator.telemetry.server.Connection;
import dev.mulkko.operator.telemetry.server.Credentials;
import dev.mulkko.operator.telemetry.server.MetricServer;
import dev.mulkko.operator.telemetry.server.MetricServer.Limits;
import dev.mulkko.operator.telemetry.server.Reach;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers that may be asked, by the names of their MetricProviders. Whoever asks has the server
 * as it is described then: a changed address, a renewed Secret or a removed provider counts from
 * the next question on.
 */
public final class Servers {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  /** Secrets are renewed seldom, and read no more often than this. */
  private static final Duration SECRETS_KEPT = Duration.ofSeconds(30);

  private final Supplier<List<MetricProvider>> providers;
  private final SecretReader secrets;
  private final Optional<Line> usual;
  private final Reach reach;
  private final Clock clock;

  private final ConcurrentMap<String, Kept> known = new ConcurrentHashMap<>();

  /**
   * Servers that are asked when they are needed.
   *
   * @param usual asked where no provider is named and none is the default
   * @param reach which addresses providers may have
   */
  public Servers(
      Supplier<List<MetricProvider>> providers,
      SecretReader secrets,
      Optional<MetricServer> usual,
      Reach reach,
      Clock clock) {
    this.providers = providers;
    this.secrets = secrets;
    this.usual = usual.map(server -> line(server, reach.withLoopback(), clock));
    this.reach = reach;
    this.clock = clock;
  }

  /** Reads a Secret of the operator's own namespace. */
  @FunctionalInterface
  public interface SecretReader {

    /**
     * Its values by key.
     *
     * @throws Unreadable with why, as the end of a sentence
     */
    Map<String, String> read(String name) throws Unreadable;
  }

  /** A Secret that cannot be read; no value of it is in here. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    public Unreadable(String why) {
      this(why, false);
    }

    /**
     * With whether it may be readable again soon.
     *
     * @param passing what was read before is good until then
     */
    public Unreadable(String why, boolean passing) {
      super(why);
      this.passing = passing;
    }
  }

  /**
   * What a provider was made of.
   *
   * @param version of the object
   * @param line null while something is wrong with it
   */
  private record Kept(
      String version,
      Instant until,
      @Nullable MetricServer server,
      @Nullable Line line,
      String wrong) {}

  /**
   * A server by the name of its provider, whether it exists or not.
   *
   * @param provider empty for the usual one
   */
  public PrometheusApi named(String provider) {
    return new PrometheusApi(() -> line(provider), "");
  }

  /**
   * The one that both versions are compared by; empty where there is none now and others can tell.
   * Counters of the user's own are refused where queries are: they too can read what other
   * namespaces tell.
   */
  public Optional<PrometheusApi> of(Comparison comparison) {
    String provider = comparison.provider();
    boolean own = comparison.counters().isPresent();
    boolean nobody = provider.isEmpty() && usual.isEmpty() && meant(provider).isEmpty();
    return nobody && !comparison.needsServer()
        ? Optional.empty()
        : Optional.of(new PrometheusApi(() -> own ? ownLine(provider) : line(provider), ""));
  }

  private Line ownLine(String name) throws Silent {
    if (meant(name).filter(Providers::refusesOwn).isPresent()) {
      throw new Silent(
          "MetricProvider %s takes no counters of Rollouts"
              .formatted(name.isEmpty() ? Providers.DEFAULT : name));
    }
    return line(name);
  }

  private Optional<MetricProvider> meant(String name) {
    return found(name.isEmpty() ? Providers.DEFAULT : name);
  }

  private Optional<MetricProvider> found(String name) {
    return providers.get().stream()
        .filter(provider -> provider.getMetadata().getName().equals(name))
        .findFirst();
  }

  private Line line(String name) throws Silent {
    forgetOthers();
    MetricProvider provider = meant(name).orElse(null);
    if (provider != null) {
      return line(provider);
    }
    if (!name.isEmpty()) {
      throw new Silent("there is no MetricProvider " + name);
    }
    return usual.orElseThrow(() -> new Silent(Unanswered.NO_ADDRESS));
  }

  private Line line(MetricProvider provider) throws Silent {
    String version = Objects.requireNonNullElse(provider.getMetadata().getResourceVersion(), "");
    Instant now = clock.instant();
    Kept kept =
        known.compute(
            provider.getMetadata().getName(),
            (_, before) ->
                before != null && before.version.equals(version) && now.isBefore(before.until)
                    ? before
                    : renewed(provider, version, now.plus(SECRETS_KEPT), before));
    if (kept.line == null) {
      throw new Silent(kept.wrong);
    }
    return kept.line;
  }

  /** The same connections go on as long as nothing about them is another. */
  private Kept renewed(
      MetricProvider provider, String version, Instant until, @Nullable Kept before) {
    String name = provider.getMetadata().getName();
    Line old = before == null ? null : before.line;
    MetricServer server = null;
    Line line = null;
    String wrong = "";
    try {
      server = described(provider);
      boolean same = before != null && server.equals(before.server);
      line = same && old != null ? old : line(server, reach, clock);
    } catch (InvalidSpec | IllegalArgumentException | Unreadable e) {
      boolean passes = e instanceof Unreadable unreadable && unreadable.passing;
      if (passes && before != null && old != null && before.version.equals(version)) {
        return new Kept(version, until, before.server, old, "");
      }
      wrong = "MetricProvider %s: %s".formatted(name, e.getMessage());
      if (before == null || !before.wrong.equals(wrong)) {
        LOG.warn("{}", wrong);
      }
    }
    if (old != null && old != line) {
      old.close();
    }
    return new Kept(version, until, server, line, wrong);
  }

  private void forgetOthers() {
    Set<String> present =
        providers.get().stream()
            .map(provider -> provider.getMetadata().getName())
            .collect(Collectors.toSet());
    for (String name : known.keySet()) {
      Kept gone = present.contains(name) ? null : known.remove(name);
      if (gone != null && gone.line != null) {
        gone.line.close();
      }
    }
  }

  private static Line line(MetricServer server, Reach reach, Clock clock) {
    return new Line(server, Connection.to(server, reach), clock);
  }

  private MetricServer described(MetricProvider provider) throws InvalidSpec, Unreadable {
    ProviderReader.Server read = ProviderReader.read(provider);
    return MetricServer.ofProvider(
        read.name(),
        PrometheusUrl.of("spec.address", read.address()),
        credentials(read.credentials()),
        read.authorities(),
        new Limits(read.timeout(), read.concurrency(), read.perSecond(), read.minInterval()));
  }

  private Credentials credentials(ProviderReader.Credentials described) throws Unreadable {
    return switch (described) {
      case ProviderReader.Credentials.None _ -> new Credentials.None();
      case ProviderReader.Credentials.Bearer(String secret, String key) ->
          new Credentials.Bearer(value(secret, key));
      case ProviderReader.Credentials.Basic(String secret) ->
          new Credentials.Basic(value(secret, "username"), value(secret, "password"));
      case ProviderReader.Credentials.ClientCertificate(String secret) ->
          new Credentials.ClientCertificate(value(secret, "tls.crt"), value(secret, "tls.key"));
    };
  }

  private String value(String secret, String key) throws Unreadable {
    String value = secrets.read(secret).get(key);
    if (value == null) {
      throw new Unreadable("Secret %s has no key %s: add it".formatted(secret, key));
    }
    return value;
  }
}
