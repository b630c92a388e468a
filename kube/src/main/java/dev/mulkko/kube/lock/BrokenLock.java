package dev.mulkko.kube.lock;

/** A lock cannot be used as it is written. It holds until somebody corrects it. */
final class BrokenLock extends Exception {

  private static final long serialVersionUID = 1L;

  /** With a sentence that names the field and says what to write. */
  BrokenLock(String sentence) {
    super(sentence);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
