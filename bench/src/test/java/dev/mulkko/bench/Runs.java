package dev.mulkko.bench;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Many rollouts, each from a seed of its own, so that any of them can be repeated alone.
 *
 * @param stops when each was stopped, in seconds
 * @param failed requests of the canary that had failed by then
 */
@SuppressWarnings("ArrayRecordComponent")
record Runs(int[] stops, int[] failed) {

  static Runs of(long seed, int runs, int seconds, Traffic traffic, Rule rule) {
    int[] stops = new int[runs];
    int[] failed = new int[runs];
    IntStream.range(0, runs)
        .parallel()
        .forEach(
            run -> {
              SplittableRandom random = new SplittableRandom(seed * 1_000_003 + run);
              World world = traffic.draw(random.split(), seconds);
              stops[run] = rule.stops(world, random.split());
              failed[run] = world.bad()[0][Math.min(stops[run], seconds)];
            });
    return new Runs(stops, failed);
  }

  long stopped() {
    return IntStream.of(stops).filter(stop -> stop != Rule.NEVER).count();
  }

  Share share() {
    return new Share(stopped(), stops.length);
  }

  Spread times() {
    return Spread.of(stops);
  }

  double meanFailed() {
    return IntStream.of(failed).average().orElseThrow();
  }
}
