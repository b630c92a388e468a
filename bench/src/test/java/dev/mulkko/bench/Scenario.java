package dev.mulkko.bench;

import java.util.List;

/**
 * Something that happens to many rollouts.
 *
 * @param runs at full length
 * @param before what stable did in the half hour before
 * @param healthy whether to stop is false
 */
record Scenario(String name, int runs, Traffic traffic, Traffic before, boolean healthy) {

  static final int SECONDS = 1800;
  private static final double WEIGHT = 0.05;
  private static final double WIDE = 0.2;
  private static final int INCIDENT_START = 600;
  private static final int INCIDENT_END = 720;
  private static final double INCIDENT = 0.1;

  /** At 100 requests a second, of which the canary has 5 %, once 20 %, and stable fails 0.5 %. */
  static List<Scenario> all() {
    Traffic usual = Traffic.steady(WEIGHT, Traffic.USUAL);
    Traffic wide = Traffic.steady(WIDE, Traffic.USUAL);
    return List.of(
        new Scenario("healthy", 20_000, usual, usual, true),
        new Scenario("healthyAt20Percent", 4000, wide, wide, true),
        new Scenario("incident", 1000, incident(), usual, true),
        new Scenario("clumps", 4000, usual.inClumpsOf(4), usual.inClumpsOf(4), true),
        broken("errors2", 0.02, usual),
        broken("errors5", 0.05, usual),
        broken("errors20", 0.2, usual),
        broken("errors100", 1, usual));
  }

  private static Scenario broken(String name, double rate, Traffic before) {
    return new Scenario(name, 4000, Traffic.steady(WEIGHT, rate), before, false);
  }

  /** Both versions fail for two minutes. */
  private static Traffic incident() {
    return new Traffic(100, WEIGHT, Scenario::inIncident, Scenario::inIncident, 1);
  }

  private static double inIncident(int second) {
    return second >= INCIDENT_START && second < INCIDENT_END ? INCIDENT : Traffic.USUAL;
  }
}
