package dev.mulkko.kube.exposition;

/** Ends the reading of a page; never leaves this package. */
final class Unreadable extends Exception {

  private static final long serialVersionUID = 1;

  Unreadable(String why, Object... values) {
    super(why.formatted(values), null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
