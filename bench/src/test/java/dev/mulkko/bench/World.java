package dev.mulkko.bench;

/**
 * One rollout's traffic as it was counted by each second.
 *
 * @param share of the canary that is planned
 * @param all requests by pod and second; pod 0 is the canary
 * @param bad those that failed
 */
@SuppressWarnings("ArrayRecordComponent")
record World(double share, int[][] all, int[][] bad) {

  int seconds() {
    return all[0].length - 1;
  }

  int pods() {
    return all.length;
  }
}
