package dev.mulkko.engine.mutant;

/**
 * A judge without one of its guards.
 *
 * @param what it lacks
 * @param file the class that is changed
 * @param from text that stands in it once
 * @param to what stands there instead
 * @param test that must fail then, as {@code Class.method}
 */
record Mutant(String what, String file, String from, String to, String test) {

  Mutation mutation() {
    return new Mutation(TestRun.JUDGE + file, from, to);
  }

  @Override
  public String toString() {
    return what;
  }
}
