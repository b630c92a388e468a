package dev.mulkko.operator.telemetry.prometheus;

/** What others say, cut to what fits into a sentence of ours. */
final class ServerWords {

  private static final int LONGEST = 200;

  private ServerWords() {}

  static String of(String text) {
    String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    int end = Math.min(line.length(), LONGEST);
    if (end == line.length()) {
      return line;
    }
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end)
        + "...";
  }

  static String of(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : of(message);
  }
}
