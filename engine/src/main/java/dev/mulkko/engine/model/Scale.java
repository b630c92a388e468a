package dev.mulkko.engine.model;

/** How many pods a canary has apart from its traffic, which may need more. */
public sealed interface Scale {

  /** Beside a Deployment of so many; never more than it has itself. */
  int pods(int all);

  /** For sentences: {@code 50 % of 6}. */
  String words(int all);

  /** As many as its traffic needs. */
  record ByWeight() implements Scale {
    @Override
    public int pods(int all) {
      return 0;
    }

    @Override
    public String words(int all) {
      return "as its weight needs";
    }
  }

  /**
   * This share of the Deployment's pods.
   *
   * @param percent 1 to 100
   */
  record Share(int percent) implements Scale {
    @Override
    public int pods(int all) {
      return Replicas.forShare(percent, all);
    }

    @Override
    public String words(int all) {
      return percent + " % of " + all;
    }
  }

  /**
   * So many.
   *
   * @param count at least 1
   */
  record Pods(int count) implements Scale {
    @Override
    public int pods(int all) {
      return Math.min(count, all);
    }

    @Override
    public String words(int all) {
      return count + " asked for" + (count > all ? ", at most " + all : "");
    }
  }
}
