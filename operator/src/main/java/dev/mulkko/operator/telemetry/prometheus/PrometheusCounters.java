package dev.mulkko.operator.telemetry.prometheus;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.operator.telemetry.Archive;
import dev.mulkko.operator.telemetry.Teller;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi.Silent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The counters that Prometheus read, as they were read and when: raw samples, of which no rate was
 * made. A rate over a window loses what came before the first sample, which is where a broken
 * version shows itself.
 */
public final class PrometheusCounters implements Teller, Archive {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  /** Samples are this old at most, so that even slow scrapes have some. */
  private static final String WINDOW = "[2m]";

  /** Of two scrapes one may fail. */
  private static final int PATIENCE = 3;

  /** While nobody knows how often is scraped. */
  private static final Duration UNKNOWN = Duration.ofMinutes(1);

  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration PAST = Duration.ofMinutes(30);
  private static final Duration PIECE = Duration.ofSeconds(15);
  private static final long LARGEST = 16 << 20;

  private final PrometheusApi api;
  private final String rollout;
  private final Selection selection;
  private String said = "";

  private PrometheusCounters(PrometheusApi api, String rollout, Selection selection) {
    this.api = api;
    this.rollout = rollout;
    this.selection = selection;
  }

  /** What it read of the pods. */
  public static PrometheusCounters ofPods(PrometheusApi api, String rollout, String namespace) {
    return new PrometheusCounters(api.forTenant(namespace), rollout, new PodSeries(namespace));
  }

  /** What it read of Traefik. */
  public static PrometheusCounters ofTraefik(PrometheusApi api, String rollout, String namespace) {
    return new PrometheusCounters(api.forTenant(namespace), rollout, new TraefikSeries(namespace));
  }

  @Override
  public Heard hear(Asked asked) {
    List<Told> told = new ArrayList<>();
    String from = selection.words();
    try {
      for (String series : selection.present(asked)) {
        Map<String, String> query = Map.of("query", series + WINDOW);
        told.addAll(selection.told(api.data("query", query, LARGEST), asked));
      }
    } catch (Silent e) {
      from = "%s: %s".formatted(from, e.why());
    }
    say(from);
    return new Heard(told, selection.due(asked), patience(told, asked), from);
  }

  private void say(String from) {
    if (!from.equals(said)) {
      LOG.info("{} takes its counters from {}", rollout, from);
      said = from;
    }
  }

  /** Three times what lies between two samples of a target. */
  private static Duration patience(List<Told> told, Asked asked) {
    Duration gap = asked.interval();
    for (int i = 0; i + 1 < told.size(); i++) {
      Told one = told.get(i);
      Told next = told.get(i + 1);
      Duration between = Duration.between(one.at(), next.at());
      boolean same = one.side() == next.side() && one.target().equals(next.target());
      gap = same && between.compareTo(gap) > 0 ? between : gap;
    }
    return told.isEmpty() ? UNKNOWN : gap.multipliedBy(PATIENCE);
  }

  @Override
  public Duration interval(Duration wished) {
    return INTERVAL;
  }

  @Override
  public List<Told> past(Asked asked) {
    Instant end = asked.watch().startedAt();
    List<Told> past = new ArrayList<>();
    try {
      for (String query : selection.past(asked)) {
        Map<String, String> half =
            Map.of(
                "query",
                query,
                "start",
                PrometheusApi.seconds(end.minus(PAST)),
                "end",
                PrometheusApi.seconds(end),
                "step",
                PIECE.toSeconds() + "s");
        past.addAll(selection.told(api.data("query_range", half, LARGEST), asked));
      }
      past.removeIf(told -> told.side() != Side.Stable);
      return past;
    } catch (Silent e) {
      LOG.info("{} does not know how stable fared before: {}", rollout, e.why());
      return List.of();
    }
  }
}
