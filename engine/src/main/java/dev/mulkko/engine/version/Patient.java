package dev.mulkko.engine.version;

/** A text that ends its reading when an expression goes back and forth in it for too long. */
final class Patient implements CharSequence {

  /** Far more than an expression needs that goes through a name once, or a few times. */
  private static final int LOOKS = 1_000_000;

  private final String text;
  private int left = LOOKS;

  Patient(String text) {
    this.text = text;
  }

  /** No fault of the name. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public char charAt(int index) {
    if (left-- <= 0) {
      throw new Exhausted();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
