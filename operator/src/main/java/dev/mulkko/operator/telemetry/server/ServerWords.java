package dev.mulkko.operator.telemetry.server;

import java.util.List;
import java.util.Locale;

/**
 * What others say, cut to what fits into a sentence of ours. A server may send back what it was
 * sent: words that hold a secret are not repeated at all, since what is left of them tells of it.
 */
public final class ServerWords {

  static final String HIDDEN = "(its words hold a secret and are not shown)";

  private static final int LONGEST = 200;

  private final List<String> secrets;

  /** Of a server that these were sent to. */
  public ServerWords(List<String> secrets) {
    this.secrets = secrets.stream().map(ServerWords::plain).filter(s -> !s.isEmpty()).toList();
  }

  public String of(String text) {
    return holdsSecret(text) ? HIDDEN : cut(text);
  }

  public String of(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : of(message);
  }

  public boolean holdsSecret(String text) {
    String plain = plain(text);
    return secrets.stream().anyMatch(plain::contains);
  }

  /** However it is spaced and written. */
  private static String plain(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", "").toLowerCase(Locale.ROOT);
  }

  private static String cut(String text) {
    String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    int end = Math.min(line.length(), LONGEST);
    if (end == line.length()) {
      return line;
    }
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end)
        + "...";
  }
}
