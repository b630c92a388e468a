package dev.mulkko.kube;

import java.nio.charset.StandardCharsets;

/**
 * Sentences as they are stored. A Gateway, a kubelet or a person may say as much as they like; a
 * status that repeats it for each of its conditions and refusals must stay small.
 */
public final class Sentences {

  /** Bytes in UTF-8 of what a status says of the present. */
  static final int BYTES = 280;

  /** And of what it remembers. */
  private static final int REMEMBERED = 84;

  /** And of what a probe could not tell, which is said twice. */
  private static final int UNTOLD = 80;

  private static final String MORE = "\u2026";

  private Sentences() {}

  /** The same, or as much of its beginning as fits. */
  public static String capped(String sentence) {
    return capped(sentence, BYTES);
  }

  /** The same for what a probe could not tell. */
  public static String untold(String sentence) {
    return capped(sentence, UNTOLD);
  }

  /** The same for what is over: there may be many of them. */
  public static String remembered(String sentence) {
    return capped(sentence, REMEMBERED);
  }

  /** The same, or as much of its beginning as fits into so many bytes. */
  public static String capped(String sentence, int bytes) {
    if (bytes(sentence) <= bytes) {
      return sentence;
    }
    int end = 0;
    int room = bytes - bytes(MORE);
    while (room >= 0) {
      int next = sentence.offsetByCodePoints(end, 1);
      room -= bytes(sentence.substring(end, next));
      end = room >= 0 ? next : end;
    }
    return sentence.substring(0, end) + MORE;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
