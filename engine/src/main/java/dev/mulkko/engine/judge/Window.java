package dev.mulkko.engine.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The last batches at the present weight. A second of little traffic says nothing of the canary's
 * share of it; half a minute does.
 */
record Window(List<Batch> batches) {

  static final Duration LENGTH = Duration.ofSeconds(30);
  static final Window EMPTY = new Window(List.of());

  /** How many times its usual rate stable must fail to be in trouble. */
  private static final double FAR = 5;

  /** Fewer failures of stable are chance. */
  private static final double FEWEST = 10;

  /** Requests of both sides, and the bad ones among them. */
  record Traffic(Tally canary, Tally stable) {

    boolean ofBoth() {
      return canary.requests() > 0 && stable.requests() > 0;
    }
  }

  Window and(Batch batch) {
    Instant oldest = batch.to().minus(LENGTH);
    List<Batch> kept = new ArrayList<>(batches.size() + 1);
    for (Batch each : batches) {
      if (each.to().isAfter(oldest)) {
        kept.add(each);
      }
    }
    kept.add(batch);
    return new Window(kept);
  }

  Traffic traffic() {
    double canaryRequests = 0;
    double canaryBad = 0;
    double stableRequests = 0;
    double stableBad = 0;
    for (Batch each : batches) {
      canaryRequests += each.canary().requests();
      canaryBad += each.canary().bad();
      stableRequests += each.stable().requests();
      stableBad += each.stable().bad();
    }
    return new Traffic(new Tally(canaryRequests, canaryBad), new Tally(stableRequests, stableBad));
  }

  /** Whether stable itself fares far worse than it used to. */
  boolean troubled(History history, Measure measure) {
    Double level = measure.worse().level();
    if (level == null || !history.tells()) {
      return false;
    }
    Tally stable = traffic().stable();
    return stable.bad() >= FEWEST && stable.rate() > Math.max(level, FAR * history.whole().rate());
  }

  Duration span() {
    return batches.isEmpty()
        ? Duration.ZERO
        : Duration.between(batches.getFirst().from(), batches.getLast().to());
  }
}
