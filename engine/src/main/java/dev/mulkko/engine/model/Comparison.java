package dev.mulkko.engine.model;

import dev.mulkko.engine.judge.Evidence.Step;
import dev.mulkko.engine.judge.Judge;
import dev.mulkko.engine.judge.Kept;
import dev.mulkko.engine.judge.Latency;
import dev.mulkko.engine.judge.Limits;
import dev.mulkko.engine.judge.Trial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the requests of both versions are compared.
 *
 * @param port where the pods tell their counters, 1 to 65535; null for the first port of the
 *     Service
 * @param path of the page, with its slash
 * @param limits what a verdict needs
 * @param passesUndecided whether a step whose time is over may go on without a verdict
 */
public record Comparison(
    Source source,
    @Nullable Integer port,
    String path,
    Latency latency,
    Limits limits,
    boolean passesUndecided) {

  public static final Comparison DEFAULT =
      new Comparison(Source.Auto, null, "/metrics", new Latency.Usual(), Limits.DEFAULT, true);

  /** Who counts the requests. */
  public enum Source {
    /** The pods; where these tell nothing, what Prometheus read of them. */
    Auto,
    /** The pods, on pages of theirs. */
    Pods,
    /** The pods, as Prometheus read them. */
    Prometheus,
    /** Traefik, as Prometheus read it. */
    Traefik
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
