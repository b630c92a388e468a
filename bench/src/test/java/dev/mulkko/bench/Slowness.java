package dev.mulkko.bench;

import dev.mulkko.engine.judge.Counter;
import dev.mulkko.engine.judge.Evidence;
import dev.mulkko.engine.judge.Evidence.Step;
import dev.mulkko.engine.judge.History;
import dev.mulkko.engine.judge.Judge;
import dev.mulkko.engine.judge.Limits;
import dev.mulkko.engine.judge.Margin;
import dev.mulkko.engine.judge.Measure;
import dev.mulkko.engine.judge.Part;
import dev.mulkko.engine.judge.Reading;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How soon a slow canary is found, and how often one is stopped whose pod merely runs on a slower
 * node. A request takes 50 ms in the middle, lognormal with sigma 0.8: 2.2 % of stable's take over
 * 250 ms and 0.2 % over 500 ms, the edges next to its 90th and 99th percentile.
 */
final class Slowness {

  private static final double SIGMA = 0.8;
  private static final double MIDDLE = 0.05;
  private static final double[] EDGES = {0.25, 0.5};
  private static final List<Part> PARTS =
      List.of(new Part("over 0.25", "over 250 ms"), new Part("over 0.5", "over 500 ms"));
  private static final List<Double> RATIOS = List.of(1.3, 1.5, 2.0);
  private static final int SECONDS = 1800;
  private static final int RUNS = 600;
  private static final double REQUESTS = 100;
  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

  private Slowness() {}

  static Map<String, Object> run(Bench bench) {
    Map<String, Object> found = new LinkedHashMap<>();
    for (double ratio : RATIOS) {
      Judge judge = judge(ratio);
      for (int spread : List.of(0, 10, 20)) {
        String name = "ratio %s, healthy, nodes differ by %d %%".formatted(ratio, spread);
        Share stopped = stops(bench, judge, 0.2, 1, spread / 100.0, Slowness::worse).share();
        bench.say("%s: stopped %s", name, stopped);
        found.put(name, stopped.json());
      }
    }
    for (double slower : List.of(1.3, 1.5, 2.0, 4.0)) {
      String name = "%s times slower".formatted(slower);
      Runs runs = stops(bench, judge(2), 0.1, slower, 0, Slowness::worse);
      bench.say("%s: found %s, after %s", name, runs.share(), runs.times());
      found.put(name, runs.times().json());
    }
    Runs healthy = stops(bench, judge(2), 0.2, 1, 0, v -> v instanceof Verdict.Healthy);
    bench.say("a healthy 20 %% step is passed: %s", healthy.times());
    found.put("healthy20", healthy.times().json());
    return found;
  }

  private static boolean worse(Verdict verdict) {
    return verdict instanceof Verdict.Worse;
  }

  private static Judge judge(double ratio) {
    Measure slow =
        new Measure("latency", PARTS, 0.4, new Margin(ratio, 0.01), new Margin(2.5, 0.02));
    return new Judge(List.of(Measure.errors(0.6), slow), Limits.DEFAULT);
  }

  private static Runs stops(
      Bench bench,
      Judge judge,
      double share,
      double slower,
      double spread,
      Predicate<Verdict> ends) {
    int count = bench.runs(RUNS, 1);
    int[] stops = new int[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            run -> {
              SplittableRandom random =
                  new SplittableRandom(bench.seed("slowness") * 1_000_003 + run);
              double factor = slower * Math.exp(spread * random.nextGaussian());
              stops[run] = stop(judge, share, factor, random, ends);
            });
    return new Runs(stops, new int[count]);
  }

  private static int stop(
      Judge judge, double share, double factor, SplittableRandom random, Predicate<Verdict> ends) {
    Pod canary = new Pod(Side.Canary, REQUESTS * share, factor);
    Pod stable = new Pod(Side.Stable, REQUESTS * (1 - share), 1);
    Map<String, History> none = Map.of();
    Evidence evidence = judge.begin(new Step(true, START, share), none);
    for (int t = 1; t <= SECONDS; t++) {
      Instant now = START.plusSeconds(t);
      List<Counter> counters = new ArrayList<>();
      canary.second(random, now, counters);
      stable.second(random, now, counters);
      evidence =
          judge.fold(
              evidence,
              new Reading(now, Duration.ofSeconds(3), counters, Set.of("Canary", "Stable")));
      if (ends.test(judge.verdict(evidence, now))) {
        return t;
      }
    }
    return Rule.NEVER;
  }

  /** Requests of each length come by themselves. */
  private static final class Pod {
    private final Side side;
    private final Poisson[] lengths = new Poisson[EDGES.length + 1];
    private final long[] over = new long[EDGES.length];
    private final Poisson errors;
    private long all;
    private long failed;

    Pod(Side side, double requests, double factor) {
      this.side = side;
      this.errors = new Poisson(requests * Traffic.USUAL);
      double before = 1;
      for (int i = 0; i < EDGES.length; i++) {
        double tail = tail((Math.log(EDGES[i] / MIDDLE) - Math.log(factor)) / SIGMA);
        lengths[i] = new Poisson(requests * (before - tail));
        before = tail;
      }
      lengths[EDGES.length] = new Poisson(requests * before);
    }

    void second(SplittableRandom random, Instant now, List<Counter> counters) {
      for (int i = 0; i < lengths.length; i++) {
        int more = lengths[i].draw(random);
        all += more;
        for (int edge = 0; edge < i; edge++) {
          over[edge] += more;
        }
      }
      failed += errors.draw(random);
      counters.add(counter("errors", now, failed));
      for (int edge = 0; edge < EDGES.length; edge++) {
        counters.add(counter(PARTS.get(edge).counter(), now, over[edge]));
      }
    }

    private Counter counter(String name, Instant now, long bad) {
      return new Counter(name, side, side.name(), now, START, all, Math.min(all, bad));
    }
  }

  /** The part of a standard normal that lies above, by Simpson's rule up to where it ends. */
  static double tail(double from) {
    int steps = 2000;
    double width = (10 - from) / steps;
    double sum = density(from) + density(10);
    for (int i = 1; i < steps; i++) {
      sum += density(from + i * width) * (i % 2 == 0 ? 2 : 4);
    }
    return sum * width / 3;
  }

  private static double density(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}
