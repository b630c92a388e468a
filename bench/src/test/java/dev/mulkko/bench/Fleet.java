package dev.mulkko.bench;

import dev.mulkko.engine.judge.Evidence.Step;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Verdict;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Comparison.Source;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.engine.plan.gate.Question;
import dev.mulkko.kube.exposition.Page;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Measuring;
import dev.mulkko.operator.telemetry.compare.Comparisons;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi;
import dev.mulkko.operator.telemetry.prometheus.PrometheusSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Many Rollouts that begin in the same second, each with a canary that fails all requests. */
final class Fleet {

  private static final int NAMESPACES = 10;
  private static final Duration GATES = Duration.ofSeconds(10);
  private static final Comparison BY_PROMETHEUS =
      new Comparison(
          Source.Prometheus,
          null,
          Comparison.DEFAULT.path(),
          Comparison.DEFAULT.latency(),
          Comparison.DEFAULT.limits(),
          true);

  private final List<String> rollouts;
  private final Map<String, Duration> verdicts = new ConcurrentHashMap<>();
  private final AtomicInteger shared = new AtomicInteger();
  private int round;

  Fleet(int many) {
    rollouts =
        IntStream.range(0, many).mapToObj(i -> "ns%d/web-%d".formatted(i % NAMESPACES, i)).toList();
  }

  /** Until each has its verdict, and for as long as is given at least. */
  Map<String, Object> run(FakePrometheus server, PrometheusApi api, Duration least, Duration most)
      throws InterruptedException {
    Comparisons comparisons =
        new Comparisons(Fleet::nothing, _ -> Optional.of(api), Clock.systemUTC());
    PrometheusSource source = new PrometheusSource(_ -> api, Clock.systemUTC());
    Measuring measuring =
        new Measuring(
            (rollout, question) -> {
              shared.addAndGet(question.metric().equals("shared") ? 1 : 0);
              return source.ask(rollout, question);
            });
    Instant begin = Instant.now();
    rollouts.forEach(rollout -> compare(comparisons, rollout, begin));
    int asked = server.asked();
    for (Instant now = begin;
        now.isBefore(begin.plus(least))
            || (verdicts.size() < rollouts.size() && now.isBefore(begin.plus(most)));
        now = Instant.now()) {
      if (Duration.between(begin, now).compareTo(GATES.multipliedBy(round)) >= 0) {
        round++;
        ask(measuring, now);
      }
      Thread.sleep(50);
    }
    double seconds = Duration.between(begin, Instant.now()).toMillis() / 1e3;
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("queries_per_second", Quantiles.rounded((server.asked() - asked) / seconds));
    figures.put(
        "same_question_sent", Quantiles.rounded((double) server.sharedAsked() / shared.get()));
    figures.put("verdicts", verdicts.size());
    Quantiles delays = Quantiles.of(verdicts.values());
    figures.put("verdict_p50_ms", delays.at(0.5));
    figures.put("verdict_p99_ms", delays.at(0.99));
    rollouts.forEach(comparisons::forget);
    rollouts.forEach(measuring::forget);
    return figures;
  }

  private static Page nothing(Target target, String path) throws IOException {
    throw new IOException("no pod is asked");
  }

  private void compare(Comparisons comparisons, String rollout, Instant begin) {
    String name = rollout.substring(rollout.indexOf('/') + 1);
    Watch watch =
        new Watch(
            BY_PROMETHEUS,
            name,
            "a",
            "b",
            begin,
            Optional.of(new Step(true, begin, 0.1)),
            List.of());
    List<Target> pods =
        List.of(
            new Target(Side.Canary, name + "-canary-1", "10.1.0.2", 8080),
            new Target(Side.Stable, name + "-stable-1", "10.1.0.1", 8080));
    comparisons.follow(
        rollout,
        watch,
        pods,
        () ->
            comparisons
                .judged(rollout)
                .filter(judged -> judged.verdict() instanceof Verdict.Worse)
                .ifPresent(
                    _ -> verdicts.putIfAbsent(rollout, Duration.between(begin, Instant.now()))));
  }

  /** Of its own, and one that all Rollouts of its namespace ask. */
  private void ask(Measuring measuring, Instant now) {
    for (String rollout : rollouts) {
      String namespace = rollout.substring(0, rollout.indexOf('/'));
      measuring.ask(
          rollout,
          List.of(
              new Question("own", "errors{rollout=\"%s\"}".formatted(rollout)),
              new Question("shared", "errors{namespace=\"%s\"}".formatted(namespace))),
          now,
          () -> {});
    }
  }
}
