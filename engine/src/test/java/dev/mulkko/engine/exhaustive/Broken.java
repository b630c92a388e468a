package dev.mulkko.engine.exhaustive;

/** Something that must never be so. */
final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Broken(String what) {
    super(what, null, false, false);
  }

  static void must(boolean holds, String what) {
    if (!holds) {
      throw new Broken(what);
    }
  }

  static void must(boolean holds, String format, Object first, Object... more) {
    if (!holds) {
      Object[] all = new Object[more.length + 1];
      all[0] = first;
      System.arraycopy(more, 0, all, 1, more.length);
      throw new Broken(format.formatted(all));
    }
  }
}
