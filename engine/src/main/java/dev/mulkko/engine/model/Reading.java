package dev.mulkko.engine.model;

/** What came back for a query. Only a number can pass or fail; all else proves nothing. */
public sealed interface Reading {

  /** One finite number. */
  record Value(double number) implements Reading {}

  /** One finite number of each version, of the same moment. */
  record Pair(double canary, double stable) implements Reading {}

  /**
   * The query was answered, but not with a number that says something: nothing, not a number, or
   * one that is too old.
   *
   * @param why what came instead, as the end of a sentence
   */
  record NoData(String why) implements Reading {}

  /**
   * No answer for now; the same question may get one later.
   *
   * @param why what stood in the way, as the end of a sentence
   */
  record NoAnswer(String why) implements Reading {}

  /**
   * The query will never have an answer as it is written: somebody must correct it.
   *
   * @param why the server's own words
   */
  record Broken(String why) implements Reading {}
}
