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
}
