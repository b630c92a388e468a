package dev.mulkko.engine.judge;

import dev.mulkko.engine.judge.Evidence.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two pods that tell each second what they answered, and how fast. */
final class Shop {

  static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
  static final Step STEP = new Step(true, START, 0.5);
  private static final double EDGE = 0.25;

  private final Counts canary = new Counts();
  private final Counts stable = new Counts();
  Trial trial;
  private Instant now = START;

  private static final class Counts {
    long requests;
    long failed;
    long slow;
    boolean times = true;
    double edge = EDGE;

    SortedMap<Double, Long> within() {
      return new TreeMap<>(
          times
              ? Map.of(edge, requests - slow, Double.POSITIVE_INFINITY, requests)
              : Map.<Double, Long>of());
    }
  }

  Shop(Latency latency) {
    trial = Trial.resume(latency, Limits.DEFAULT, STEP, List.of());
  }

  /** As if another process went on. */
  void restarts() {
    trial = Trial.resume(trial.latency(), Limits.DEFAULT, STEP, trial.keep());
  }

  void stableTimesNothing() {
    stable.times = false;
  }

  void canaryHasAnotherEdge() {
    canary.edge = 2 * EDGE;
  }

  /** A hundred requests of each in each second, of which so many were slow. */
  Shop seconds(int times, long slowOfCanary, long slowOfStable) {
    for (int i = 0; i < times; i++) {
      now = now.plusSeconds(1);
      count(canary, slowOfCanary);
      count(stable, slowOfStable);
      List<Told> told =
          new ArrayList<>(List.of(told(Side.Canary, canary), told(Side.Stable, stable)));
      trial = trial.and(new Hearing(now, Duration.ofSeconds(3), told, Set.of("Canary", "Stable")));
    }
    return this;
  }

  private static void count(Counts counts, long slow) {
    counts.requests += 100;
    counts.slow += slow;
  }

  private Told told(Side side, Counts counts) {
    return new Told(side, side.name(), now, START, counts.requests, counts.failed, counts.within());
  }

  Verdict verdict() {
    return trial.verdict(now);
  }
}
