package dev.mulkko.bench;

import dev.mulkko.engine.judge.History;
import dev.mulkko.engine.judge.Latency;
import dev.mulkko.engine.judge.Limits;
import dev.mulkko.engine.judge.Trial;
import dev.mulkko.engine.judge.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** How soon the healthy pass, how many pass that should not, and what is hard for the judge. */
final class Promotions {

  private static final double MARGIN = 0.01;
  private static final int LATE = 600;
  private static final int SHORT = 20;

  private Promotions() {}

  private static boolean ends(Verdict verdict) {
    return !(verdict instanceof Verdict.Undecided);
  }

  private static boolean passes(Verdict verdict) {
    return verdict instanceof Verdict.Healthy;
  }

  static Map<String, Object> run(Bench bench) {
    Map<String, Object> found = new LinkedHashMap<>();
    Traffic healthy = Traffic.steady(0.2, Traffic.USUAL);
    Spread passed = runs(bench, "healthy20", 4000, healthy, 1800, Promotions::passes).times();
    bench.say("a healthy 20 %% step is passed: %s", passed);
    found.put("healthy20", passed.json());
    for (int weight : List.of(5, 20, 50)) {
      Traffic margin = Traffic.steady(weight / 100.0, MARGIN);
      int all = weight == 20 ? 8000 : 4000;
      Share share = runs(bench, "margin" + weight, all, margin, 1800, Promotions::passes).share();
      bench.say("of canaries on the margin at %d %% pass: %s", weight, share);
      found.put("margin" + weight, share.json());
    }
    return found;
  }

  private static Runs runs(
      Bench bench, String name, int runs, Traffic traffic, int seconds, Predicate<Verdict> counts) {
    Pasts before = new Pasts(Traffic.steady(traffic.share(), Traffic.USUAL));
    JudgeRule rule = new JudgeRule(name, JudgeRule.SHIPPED, 1, 1, Promotions::ends, counts, before);
    return Runs.of(bench.seed(name), bench.runs(runs, 1), seconds, traffic, rule);
  }

  /** A fault that begins after ten minutes, at 10 % and one false alarm in a thousand. */
  static Map<String, Object> late(Bench bench) {
    Traffic traffic =
        new Traffic(100, 0.1, t -> t > LATE ? 0.05 : Traffic.USUAL, t -> Traffic.USUAL, 1);
    Limits strict = new Limits(0.001, 0.05, Duration.ofSeconds(30), Duration.ofSeconds(60), 50);
    JudgeRule rule =
        new JudgeRule(
            "late",
            Trial.ofErrors(new Latency.Usual(), strict),
            1,
            1,
            JudgeRule.WORSE,
            JudgeRule.WORSE,
            new Pasts(Traffic.steady(0.1, Traffic.USUAL)));
    Runs runs = Runs.of(bench.seed("late"), bench.runs(8000, 1), 1800, traffic, rule);
    Spread delay = runs.times().minus(LATE);
    bench.say("5 %% errors that begin after 600 s, at 10 %%, limit 1000:1: after %s", delay);
    long early = IntStream.of(runs.stops()).filter(stop -> stop <= LATE).count();
    return Map.of(
        "seconds", delay.json(), "found", runs.share().json(), "stoppedBeforeTheFault", early);
  }

  /** Nobody remembers how stable's failures clump. */
  static Map<String, Object> cold(Bench bench) {
    Map<String, Object> found = new LinkedHashMap<>();
    Traffic clumps = Traffic.steady(0.05, Traffic.USUAL).inClumpsOf(4);
    JudgeRule.Histories nothing = random -> History.EMPTY;
    Share none =
        Runs.of(
                bench.seed("cold"),
                bench.runs(2000, 1),
                1800,
                clumps,
                JudgeRule.direct("cold", nothing))
            .share();
    bench.say("clumps without any history: stopped %s", none);
    found.put("withoutHistory", none.json());
    Share shortly =
        Runs.of(
                bench.seed("cool"),
                bench.runs(2000, 1),
                1800,
                clumps,
                JudgeRule.direct("cool", new Pasts.Watched(clumps, SHORT)))
            .share();
    bench.say("clumps with stable read for %d s before: stopped %s", SHORT, shortly);
    found.put("watched20s", shortly.json());
    return found;
  }
}
