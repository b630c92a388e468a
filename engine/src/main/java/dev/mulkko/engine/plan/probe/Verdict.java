package dev.mulkko.engine.plan.probe;

/** What a look at the data plane proves, as a sentence. */
public sealed interface Verdict {

  String words();

  /** Whatever the silent requests were: it carries what was written. */
  record Agrees(String words) implements Verdict {}

  /** Whatever the silent requests were: it carries something else. */
  record Off(String words) implements Verdict {}

  /** Either may be. */
  record Unclear(String words) implements Verdict {}
}
