package dev.mulkko.engine.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * How stable fares by itself, in pieces over half an hour. It tells how failures clump: a retry
 * storm or one broken client makes many of one fault.
 *
 * <p>A young history has pieces of a second. When there are many, neighbours are joined, so that
 * clumps are seen early, and those that are spread over a longer time later.
 *
 * @param pieces oldest first
 * @param whole sum of the pieces
 * @param length seconds of a piece
 * @param open the piece that is not yet full
 * @param seconds of the open piece
 * @param remembered clumps that were seen earlier; believed until half an hour tells better
 */
public record History(
    List<Tally> pieces, Tally whole, double length, Tally open, double seconds, double remembered) {

  private static final double SHORTEST = 1;
  private static final double LONGEST = 15;
  private static final int MOST = 120;

  /** Fewer tell nothing. */
  private static final int ENOUGH = 20;

  public static final History EMPTY = remembering(1);

  static History remembering(double clump) {
    return of(List.of(), SHORTEST, clump);
  }

  /** As a monitoring system remembers it, in pieces of 15 s. */
  public static History of(List<Tally> pieces) {
    return of(last(pieces), LONGEST, 1);
  }

  History clumping(double clump) {
    return of(pieces, length, Math.max(clump, remembered));
  }

  private static History of(List<Tally> pieces, double length, double remembered) {
    Tally whole = pieces.stream().reduce(Tally.NONE, Tally::plus);
    return new History(List.copyOf(pieces), whole, length, Tally.NONE, 0, remembered);
  }

  /** With what stable counted in some more seconds. */
  public History and(Tally stable, double time) {
    Tally sum = open.plus(stable);
    double more = seconds + time;
    if (more < length) {
      return new History(pieces, whole, length, sum, more, remembered);
    }
    List<Tally> longer = new ArrayList<>(pieces);
    longer.add(sum);
    return longer.size() < MOST || length >= LONGEST
        ? of(last(longer), length, remembered)
        : of(joined(longer), 2 * length, remembered);
  }

  private static List<Tally> last(List<Tally> pieces) {
    return pieces.subList(Math.max(0, pieces.size() - MOST), pieces.size());
  }

  private static List<Tally> joined(List<Tally> pieces) {
    List<Tally> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < pieces.size(); i += 2) {
      pairs.add(pieces.get(i).plus(pieces.get(i + 1)));
    }
    return pairs;
  }

  /** What an incident begins in is no history: it would look like a clump. */
  History interrupted() {
    int begun = (int) Math.ceil(LONGEST / length);
    return of(pieces.subList(0, Math.max(0, pieces.size() - begun)), length, remembered);
  }

  boolean tells() {
    return pieces.size() >= ENOUGH;
  }

  /** How many failures come together, at least 1. */
  public double clump() {
    boolean full = length >= LONGEST && pieces.size() == MOST;
    return full ? dispersion() : Math.max(remembered, dispersion());
  }

  /** Pearson's: about 1 when each request fails by itself, m when m always fail together. */
  private double dispersion() {
    double rate = whole.rate();
    if (rate <= 0 || rate >= 1) {
      return 1;
    }
    double sum = 0;
    int used = 0;
    for (Tally piece : pieces) {
      double expected = piece.requests() * rate;
      if (expected > 0) {
        double off = piece.bad() - expected;
        sum += off * off / (expected * (1 - rate));
        used++;
      }
    }
    return used < ENOUGH ? 1 : Math.max(1, sum / (used - 1));
  }
}
