package dev.mulkko.engine.judge;

import dev.mulkko.engine.judge.Evidence.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A watch that is cut at random: the process dies and goes on from a status that may be old,
 * another one takes over, reads are lost, come twice or late, and pods begin anew.
 */
public final class Cuts {

  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Judge JUDGE = Judge.ofErrors();
  private static final Step STEP = new Step(true, START, 0.5);

  private final SplittableRandom random;
  private final double trouble;
  private Pod canary = new Pod("canary", Side.Canary);
  private Pod stable = new Pod("stable", Side.Stable);
  private Evidence evidence = JUDGE.begin(STEP, Map.of());
  private List<Kept> status = List.of();
  private List<Counter> late = List.of();
  private boolean twice;

  private Cuts(SplittableRandom random, double trouble) {
    this.random = random;
    this.trouble = trouble;
  }

  /**
   * What became of a watch.
   *
   * @param counted what the canary counted
   * @param folded what stands in the evidence at the end
   * @param foldedTwice whether there ever was more in it than had been counted by then
   */
  public record Result(long counted, long folded, boolean foldedTwice) {}

  public static Result run(SplittableRandom random, int seconds, double trouble) {
    return new Cuts(random, trouble).run(seconds);
  }

  private Result run(int seconds) {
    long[] counted = new long[seconds + 1];
    for (int t = 1; t <= seconds; t++) {
      int more = 1 + random.nextInt(50);
      counted[t] = counted[t - 1] + more;
      if (happens(trouble / 4)) {
        canary = canary.restarted(t - 1);
      }
      canary = canary.counted(t, more, random.nextInt(more + 1));
      stable = stable.counted(t, 1 + random.nextInt(50), 0);
      evidence =
          JUDGE.fold(evidence, new Reading(START.plusSeconds(t), PATIENCE, read(), Set.of()));
      twice |= folded() > counted[through()];
      if (happens(trouble)) {
        status = JUDGE.keep(evidence);
      }
      if (happens(trouble / 2)) {
        evidence = JUDGE.resume(STEP, status, Map.of());
      }
    }
    return new Result(counted[seconds], folded(), twice);
  }

  /** Both pods are read at once, so that nothing is cut between two reads. */
  private List<Counter> read() {
    List<Counter> now = List.of(canary.counter(), stable.counter());
    List<Counter> read = new ArrayList<>(late);
    late = happens(trouble / 2) ? now : List.of();
    if (late.isEmpty() && !happens(trouble / 2)) {
      read.addAll(now);
    }
    if (happens(trouble)) {
      read.addAll(List.copyOf(read));
    }
    return read;
  }

  private boolean happens(double chance) {
    return random.nextDouble() < chance;
  }

  private int through() {
    return Math.max(0, (int) Duration.between(START, strand().stream().mark()).toSeconds());
  }

  private long folded() {
    return Math.round(strand().proof().canary().requests());
  }

  private Strand strand() {
    return JUDGE.strand(evidence, new Part("errors", ""));
  }

  private record Pod(String name, Side side, Instant since, Instant at, long requests, long bad) {

    Pod(String name, Side side) {
      this(name, side, START, START, 0, 0);
    }

    Pod counted(int second, int more, int failed) {
      return new Pod(name, side, since, START.plusSeconds(second), requests + more, bad + failed);
    }

    Pod restarted(int second) {
      Instant now = START.plusSeconds(second);
      return new Pod(name, side, now, now, 0, 0);
    }

    Counter counter() {
      return new Counter("errors", side, name, at, since, requests, bad);
    }
  }
}
