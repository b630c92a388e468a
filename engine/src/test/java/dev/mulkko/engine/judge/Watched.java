package dev.mulkko.engine.judge;

import dev.mulkko.engine.judge.Evidence.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A canary pod and a stable pod that are read each second. */
final class Watched {
  static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
  static final Duration PATIENCE = Duration.ofSeconds(3);

  final Judge judge;
  Evidence evidence;
  private final Map<String, Tally> counted = new LinkedHashMap<>();
  private final Set<String> due = new LinkedHashSet<>(List.of("canary", "stable"));
  private int seconds;

  Watched(Judge judge, double share, History history) {
    this.judge = judge;
    this.evidence = judge.begin(new Step(true, START, share), Map.of("errors", history));
  }

  /** Errors alone, at 5 %, stable known for half an hour to fail at 0.5 %. */
  static Watched usual() {
    return new Watched(Judge.ofErrors(), 0.05, steady(0.005));
  }

  /** Half an hour of 1425 requests in each 15 s, which fail evenly. */
  static History steady(double rate) {
    return History.of(java.util.Collections.nCopies(120, new Tally(1425, 1425 * rate)));
  }

  /** The same rate, but all failures of so many pieces come in one of them. */
  static History clumped(double rate, int pieces) {
    return History.of(
        IntStream.range(0, 120)
            .mapToObj(i -> new Tally(1425, i % pieces == 0 ? 1425 * rate * pieces : 0))
            .toList());
  }

  /** Both are read after a second in which they counted so much. */
  Watched second(long canary, long canaryBad, long stable, long stableBad) {
    seconds++;
    return read(
        List.of(
            counter(Side.Canary, "canary", canary, canaryBad),
            counter(Side.Stable, "stable", stable, stableBad)));
  }

  /** The same for many seconds. */
  Watched seconds(int times, long canary, long canaryBad, long stable, long stableBad) {
    for (int i = 0; i < times; i++) {
      second(canary, canaryBad, stable, stableBad);
    }
    return this;
  }

  /** The canary's pod is ready but does not answer. */
  Watched silence(int times, long stable, long stableBad) {
    for (int i = 0; i < times; i++) {
      seconds++;
      read(List.of(counter(Side.Stable, "stable", stable, stableBad)));
    }
    return this;
  }

  /** One more pod is ready, but never answers. */
  Watched due(String target) {
    due.add(target);
    return this;
  }

  /** Nobody looked. */
  Watched pause(int times) {
    seconds += times;
    return this;
  }

  Watched read(List<Counter> counters) {
    evidence = judge.fold(evidence, new Reading(now(), PATIENCE, counters, due));
    return this;
  }

  private Counter counter(Side side, String target, long more, long bad) {
    Tally all = counted.merge(target, new Tally(more, bad), Tally::plus);
    return new Counter(
        "errors", side, target, now(), START, (long) all.requests(), (long) all.bad());
  }

  Instant now() {
    return START.plusSeconds(seconds);
  }

  Verdict verdict() {
    return judge.verdict(evidence, now());
  }

  String sentence() {
    return verdict().sentence();
  }

  Proof proof() {
    return judge.strand(evidence, new Part("errors", "")).proof();
  }
}
