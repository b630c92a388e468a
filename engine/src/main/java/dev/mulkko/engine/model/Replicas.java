package dev.mulkko.engine.model;

/** Arithmetic of pods per share of traffic. */
public final class Replicas {

  private Replicas() {}

  /**
   * How many pods a share of the traffic needs: {@code max(1, ceil(percent x all / 100))}, and none
   * of none.
   *
   * <p>5 % of 6 needs 1, 50 % of 7 needs 4, 100 % of 6 needs 6; a share of 0 % keeps one pod to
   * look at.
   */
  public static int forShare(int percent, int all) {
    return all == 0 ? 0 : Math.max(1, Math.ceilDiv(percent * all, 100));
  }

  /**
   * How many pods beside {@code all} others get a share of the connections: {@code max(1, round(all
   * x percent / (100 - percent)))}, and none of none. The share ends at 50 %: above it as many are
   * needed as there are others, who leave at the end.
   *
   * <p>10 % beside 9 needs 1, 25 % beside 6 needs 2, 50 % beside 6 needs 6.
   *
   * @param percent 0 to 100
   */
  public static int forRatio(int percent, int all) {
    if (all == 0 || percent > 50) {
      return all;
    }
    return Math.max(1, Math.round((float) all * percent / (100 - percent)));
  }
}
