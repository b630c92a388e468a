package dev.mulkko.bench;

/**
 * How a bench is run.
 *
 * @param part of the rollouts that are run, 1 for all
 */
record Bench(double part) {

  private static final long SEED = 20261201;
  private static final int FEWEST = 100;

  int runs(int all, double share) {
    return (int) Math.max(FEWEST, Math.round(all * share * part));
  }

  /** Of a scenario, so that all rules meet the same rollouts, alone or with others. */
  long seed(String name) {
    return SEED + name.hashCode();
  }

  long seed() {
    return SEED;
  }

  @SuppressWarnings("AnnotateFormatMethod")
  void say(String format, Object... values) {
    System.out.println(format.formatted(values));
  }
}
