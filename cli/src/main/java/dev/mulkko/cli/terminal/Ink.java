package dev.mulkko.cli.terminal;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Colours.
 *
 * @param on whether there are any
 */
public record Ink(boolean on) {

  public static final Ink NONE = new Ink(false);

  private static final Set<UnicodeScript> WIDE =
      EnumSet.of(
          UnicodeScript.HANGUL, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

  private static final Pattern PAINT = Pattern.compile("\u001b\\[[0-9;]*m");

  public String good(String text) {
    return paint("32", text);
  }

  public String bad(String text) {
    return paint("31", text);
  }

  public String busy(String text) {
    return paint("33", text);
  }

  public String faint(String text) {
    return paint("2", text);
  }

  public String strong(String text) {
    return paint("1", text);
  }

  /** As long as it looks: letters of these scripts are twice as wide. */
  static int length(String text) {
    return PAINT
        .matcher(text)
        .replaceAll("")
        .codePoints()
        .map(letter -> WIDE.contains(UnicodeScript.of(letter)) ? 2 : 1)
        .sum();
  }

  private String paint(String colour, String text) {
    return on && !text.isEmpty() ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }
}
