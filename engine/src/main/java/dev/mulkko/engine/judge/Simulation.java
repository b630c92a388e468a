package dev.mulkko.engine.judge;

import dev.mulkko.engine.judge.Verdict.Healthy;
import dev.mulkko.engine.judge.Verdict.Worse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Rollouts as they may go, with the judge that decides about real ones: requests come by chance,
 * failures each by itself. The same seed gives the same rollouts.
 *
 * @param requests in a second, of both versions together, above 0
 * @param stableErrors the share of stable's requests that fail, 0 to 1
 * @param canaryErrors the same of the canary
 */
public record Simulation(Judge judge, double requests, double stableErrors, double canaryErrors) {

  private static final Instant BEGIN = Instant.EPOCH;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Afterwards counters are read every five seconds. */
  private static final int YOUNG = 120;

  private static final int SELDOM = 5;

  /** Of a mean that is drawn at once: of a larger one the limit would be 0. */
  private static final double MOST = 500;

  /**
   * A step.
   *
   * @param share of the traffic that the canary has, above 0 and below 1
   * @param seconds how long it is held, at least 1
   */
  public record Step(double share, int seconds) {}

  /** How a step ended. */
  public enum End {
    Stopped,
    Early,
    Over
  }

  /**
   * A step of one rollout.
   *
   * @param index of the step
   * @param seconds from its beginning to its end
   */
  public record Passed(int index, End end, int seconds) {}

  /**
   * One rollout.
   *
   * @param steps up to the last one that it came to
   * @param failed requests of the canary that failed until then
   */
  public record Run(List<Passed> steps, long failed) {

    public boolean stopped() {
      return !steps.isEmpty() && steps.getLast().end() == End.Stopped;
    }

    /** Seconds in all of its steps. */
    public int seconds() {
      return steps.stream().mapToInt(Passed::seconds).sum();
    }
  }

  public List<Run> runs(List<Step> steps, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Run> runs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      runs.add(new Player(random.split()).run(steps));
    }
    return runs;
  }

  private final class Player {
    private final SplittableRandom random;
    private final long[] canary = new long[2];
    private final long[] stable = new long[2];
    private int now;

    Player(SplittableRandom random) {
      this.random = random;
    }

    Run run(List<Step> steps) {
      List<Passed> passed = new ArrayList<>();
      Evidence evidence = null;
      for (int i = 0; i < steps.size(); i++) {
        Evidence.Step place = new Evidence.Step(i == 0, at(now), steps.get(i).share());
        evidence = evidence == null ? judge.begin(place, Map.of()) : judge.next(evidence, place);
        int begun = now;
        End end = End.Over;
        while (end == End.Over && now - begun < steps.get(i).seconds()) {
          now++;
          count(steps.get(i).share());
          if (now - begun <= YOUNG || now % SELDOM == 0) {
            evidence = judge.fold(evidence, reading());
            end = end(judge.verdict(evidence, at(now)));
          }
        }
        passed.add(new Passed(i, end, now - begun));
        if (end == End.Stopped) {
          break;
        }
      }
      return new Run(List.copyOf(passed), canary[1]);
    }

    private static End end(Verdict verdict) {
      return switch (verdict) {
        case Worse _ -> End.Stopped;
        case Healthy _ -> End.Early;
        case Verdict.Undecided _ -> End.Over;
      };
    }

    private void count(double share) {
      add(canary, requests * share, canaryErrors);
      add(stable, requests * (1 - share), stableErrors);
    }

    private void add(long[] counts, double mean, double errors) {
      long failed = poisson(mean * errors);
      counts[0] += failed + poisson(mean * (1 - errors));
      counts[1] += failed;
    }

    private Reading reading() {
      return new Reading(
          at(now),
          PATIENCE,
          List.of(counter(Side.Canary, canary), counter(Side.Stable, stable)),
          Set.of(Side.Canary.name(), Side.Stable.name()));
    }

    private Counter counter(Side side, long[] counts) {
      return new Counter("errors", side, side.name(), at(now), BEGIN, counts[0], counts[1]);
    }

    private static Instant at(int seconds) {
      return BEGIN.plusSeconds(seconds);
    }

    /** By products of uniform numbers (Knuth); a large mean is the sum of smaller ones. */
    private long poisson(double mean) {
      long sum = 0;
      for (double left = mean; left > 0; left -= MOST) {
        double limit = Math.exp(-Math.min(left, MOST));
        double product = random.nextDouble();
        while (product > limit) {
          sum++;
          product *= random.nextDouble();
        }
      }
      return sum;
    }
  }
}
