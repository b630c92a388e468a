package dev.mulkko.operator.telemetry.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.engine.model.Comparison.OwnCounters;
import dev.mulkko.engine.model.Comparison.Source;
import dev.mulkko.operator.telemetry.Archive;
import dev.mulkko.operator.telemetry.Teller;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi.Silent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The counters that Prometheus read, as they were read and when: raw samples, of which no rate was
 * made. A rate over a window loses what came before the first sample, which is where a broken
 * version shows itself.
 */
public final class PrometheusCounters implements Teller, Archive {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

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

  /** Of the same series; each look costs one question, so that they are tried in turn. */
  private final List<? extends Selection> ways;

  private volatile int way;
  private volatile boolean settled;
  private volatile @Nullable String why;
  private String said = "";

  private PrometheusCounters(PrometheusApi api, String rollout, List<? extends Selection> ways) {
    this.api = api.forTenant(rollout.substring(0, rollout.indexOf('/')));
    this.rollout = rollout;
    this.ways = ways;
  }

  /** What it read of the pods. */
  public static PrometheusCounters ofPods(PrometheusApi api, String rollout, String namespace) {
    return new PrometheusCounters(
        api, rollout, List.of(new PodSeries(namespace, ""), new PodSeries(namespace, "exported_")));
  }

  /** What it read of one of the gateways. */
  public static PrometheusCounters ofGateway(
      PrometheusApi api, String rollout, String namespace, Source source) {
    Gateway gateway = Gateway.of(source);
    return new PrometheusCounters(
        api,
        rollout,
        gateway.ways().stream().map(way -> new GatewaySeries(gateway, way, namespace)).toList());
  }

  /** What it read of counters of the user's own. */
  public static PrometheusCounters ofOwn(
      PrometheusApi api, String rollout, String namespace, OwnCounters counters) {
    String name = rollout.substring(rollout.indexOf('/') + 1);
    return new PrometheusCounters(api, rollout, List.of(new OwnSeries(counters, namespace, name)));
  }

  @Override
  public Heard hear(Asked asked) {
    Selection selection = ways.get(way);
    List<Told> told = List.of();
    String from = selection.words();
    try {
      told = selection.present(asked, this::now);
      why = null;
      if (told.isEmpty() && !settled) {
        way = (way + 1) % ways.size();
      }
      settled |= !told.isEmpty();
    } catch (Silent e) {
      why = e.why();
      from = "%s: %s".formatted(from, e.why());
    }
    say(from);
    return new Heard(told, selection.due(asked), patience(told, asked), from);
  }

  @Override
  public Optional<String> why() {
    return Optional.ofNullable(why);
  }

  private JsonNode now(String query) throws Silent {
    return api.data("query", Map.of("query", query), LARGEST);
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
    List<Told> past = new ArrayList<>();
    try {
      for (Selection each : settled ? List.of(ways.get(way)) : ways) {
        past.addAll(each.past(asked, query -> before(asked.watch().startedAt(), query)));
      }
      past.removeIf(told -> told.side() != Side.Stable);
      return past;
    } catch (Silent e) {
      LOG.info("{} does not know how stable fared before: {}", rollout, e.why());
      return List.of();
    }
  }

  private JsonNode before(Instant end, String query) throws Silent {
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
    return api.data("query_range", half, LARGEST);
  }
}
