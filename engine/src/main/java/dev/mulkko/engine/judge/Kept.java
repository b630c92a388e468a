package dev.mulkko.engine.judge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The evidence of one counter as it stands in status, in whole numbers: logarithms in thousandths
 * of a nat, rounded down.
 *
 * @param counter its name
 * @param through all up to here was folded; what was counted before never counts again
 * @param clock milliseconds of evidence in this rollout
 * @param reserve millionths of the stake that are not bet yet
 * @param worse bets on "worse": against the ratio, then against the level
 * @param healthy bets on "healthy", in the same order; empty when health is to be proven anew
 * @param counts of this step: canary's requests, its bad ones, stable's requests, its bad ones
 * @param clump thousandths
 */
public record Kept(
    String counter,
    Instant through,
    long clock,
    long reserve,
    List<Long> worse,
    List<Long> healthy,
    List<Long> counts,
    long clump) {

  /** As it was written; empty when it is not of this version, or not of anything. */
  public static Optional<Kept> of(
      String counter,
      Instant through,
      long clock,
      long reserve,
      List<Long> worse,
      List<Long> healthy,
      List<Long> counts,
      long clump) {
    boolean whole =
        clock >= 0
            && reserve >= 0
            && reserve <= 1_000_000
            && worse.size() == 2 * Bets.WORSE_BETS
            && (healthy.isEmpty() || healthy.size() == 2 * Bets.BETTER_BETS)
            && counts.size() == 4
            && counts.stream().allMatch(count -> count >= 0)
            && clump >= 1000;
    return whole
        ? Optional.of(new Kept(counter, through, clock, reserve, worse, healthy, counts, clump))
        : Optional.empty();
  }

  /** There may be several of slow requests: of these the half that cannot be lost is written. */
  static Kept of(String counter, Strand strand) {
    Proof proof = strand.proof();
    return new Kept(
        counter,
        strand.stream().mark(),
        Math.round(proof.clock() * 1e3),
        (long) Math.floor(proof.reserve() * 1e6),
        both(proof.relative(), proof.absolute()),
        Part.seconds(counter).isPresent()
            ? List.of()
            : both(proof.betterRelative(), proof.betterAbsolute()),
        List.of(
            (long) proof.canary().requests(),
            (long) proof.canary().bad(),
            (long) proof.stable().requests(),
            (long) proof.stable().bad()),
        (long) Math.ceil(proof.clump() * 1e3));
  }

  private static List<Long> both(Logs relative, Logs absolute) {
    return java.util.stream.Stream.concat(relative.milli().stream(), absolute.milli().stream())
        .toList();
  }

  private Logs better(int from) {
    return healthy.isEmpty()
        ? Logs.same(Bets.BETTER_BETS, 0)
        : Logs.ofMilli(healthy.subList(from, from + Bets.BETTER_BETS));
  }

  Strand strand() {
    return new Strand(
        Stream.begin(through),
        Window.EMPTY,
        History.remembering(clump / 1e3),
        new Proof(
            clock / 1e3,
            reserve / 1e6,
            Logs.ofMilli(worse.subList(0, Bets.WORSE_BETS)),
            Logs.ofMilli(worse.subList(Bets.WORSE_BETS, worse.size())),
            better(0),
            better(Bets.BETTER_BETS),
            new Tally(counts.get(0), counts.get(1)),
            new Tally(counts.get(2), counts.get(3)),
            clump / 1e3));
  }
}
