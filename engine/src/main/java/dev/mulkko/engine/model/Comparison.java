package dev.mulkko.engine.model;

import dev.mulkko.engine.judge.Evidence.Step;
import dev.mulkko.engine.judge.Judge;
import dev.mulkko.engine.judge.Kept;
import dev.mulkko.engine.judge.Latency;
import dev.mulkko.engine.judge.Limits;
import dev.mulkko.engine.judge.Trial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the requests of both versions are compared.
 *
 * @param provider that is asked for what it read; empty for the usual one
 * @param gateways that may count behind the routes, in the order in which Auto asks them; none for
 *     another source
 * @param counters of the user's own, with source Counters
 * @param port where the pods tell their counters, 1 to 65535; null for the first port of the
 *     Service
 * @param path of the page, with its slash
 * @param limits what a verdict needs
 * @param passesUndecided whether a step whose time is over may go on without a verdict
 */
public record Comparison(
    Source source,
    String provider,
    List<Source> gateways,
    Optional<OwnCounters> counters,
    @Nullable Integer port,
    String path,
    Latency latency,
    Limits limits,
    boolean passesUndecided) {

  public static final Comparison DEFAULT =
      new Comparison(Source.Auto, null, "/metrics", new Latency.Usual(), Limits.DEFAULT, true);

  public Comparison {
    gateways = List.copyOf(gateways);
  }

  /** As sources that know the names of series count, with no gateway that Auto could ask. */
  public Comparison(
      Source source,
      @Nullable Integer port,
      String path,
      Latency latency,
      Limits limits,
      boolean passesUndecided) {
    this(source, "", List.of(), Optional.empty(), port, path, latency, limits, passesUndecided);
  }

  /**
   * Selectors of series, with placeholders for one version.
   *
   * @param total of all requests
   * @param failed of those of them that failed
   */
  public record OwnCounters(String total, String failed) {}

  /** Who counts the requests. */
  public enum Source {
    /** The pods; where these tell nothing Prometheus, and then the gateways. */
    Auto,
    /** The pods, on pages of theirs. */
    Pods,
    /** The pods, as Prometheus read them. */
    Prometheus,
    /** Each of the gateways, as Prometheus read it. */
    Traefik,
    IngressNginx,
    Envoy,
    Istio,
    /** Series of the user's own that Prometheus has. */
    Counters
  }

  /** Whether there is nobody to ask but a server of metrics, whether there is one or not. */
  public boolean needsServer() {
    return source != Source.Auto && source != Source.Pods;
  }

  /** Goes on with what was kept. */
  public Trial trial(Step step, List<Kept> kept) {
    return Trial.resume(latency, limits, step, kept);
  }

  /** Of failures alone. */
  public Judge judgeOfErrors() {
    return Trial.ofErrors(latency, limits);
  }
}
