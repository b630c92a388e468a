package dev.mulkko.bench;

import java.util.OptionalDouble;

/** What a Prometheus knows of the canary that it scrapes every 15 s. */
record Scrapes(World world, int phase) {

  static final int INTERVAL = 15;

  /** The part of the requests that succeeded, from the first to the last scrape in a window. */
  OptionalDouble success(int now, int window) {
    int last = now - Math.floorMod(now - phase, INTERVAL);
    int first = now - window;
    first += Math.floorMod(phase - first, INTERVAL);
    if (first < 0) {
      first += INTERVAL * Math.ceilDiv(-first, INTERVAL);
    }
    if (first >= last) {
      return OptionalDouble.empty();
    }
    int all = world.all()[0][last] - world.all()[0][first];
    int bad = world.bad()[0][last] - world.bad()[0][first];
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - (double) bad / all);
  }
}
