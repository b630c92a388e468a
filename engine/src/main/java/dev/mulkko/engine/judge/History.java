package dev.mulkko.engine.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * How stable fares by itself, in pieces of 15 s over half an hour. It tells how failures clump: a
 * retry storm or one broken client makes many of one fault.
 *
 * @param pieces oldest first
 * @param whole sum of the pieces
 * @param open the piece that is not yet full
 * @param seconds of the open piece
 */
public record History(List<Tally> pieces, Tally whole, Tally open, double seconds) {

  public static final History EMPTY = of(List.of());

  private static final double PIECE = 15;
  private static final int LENGTH = 120;

  /** Fewer tell nothing. */
  private static final int ENOUGH = 20;

  /** As a monitoring system remembers it. */
  public static History of(List<Tally> pieces) {
    List<Tally> last =
        List.copyOf(pieces.subList(Math.max(0, pieces.size() - LENGTH), pieces.size()));
    return new History(last, last.stream().reduce(Tally.NONE, Tally::plus), Tally.NONE, 0);
  }

  History and(Batch batch) {
    Tally sum = open.plus(batch.stable());
    double length = seconds + batch.seconds();
    if (length < PIECE) {
      return new History(pieces, whole, sum, length);
    }
    List<Tally> longer = new ArrayList<>(pieces);
    longer.add(sum);
    return of(longer);
  }

  /** What an incident begins in is no history: it would look like a clump. */
  History interrupted() {
    return of(pieces.subList(0, Math.max(0, pieces.size() - 1)));
  }

  boolean tells() {
    return pieces.size() >= ENOUGH;
  }

  boolean full() {
    return pieces.size() == LENGTH;
  }

  /** Pearson's dispersion: about 1 when each request fails by itself, m when m fail together. */
  public double clump() {
    double rate = whole.rate();
    if (!tells() || rate <= 0 || rate >= 1) {
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
