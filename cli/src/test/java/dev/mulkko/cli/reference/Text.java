package dev.mulkko.cli.reference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The description of a field, in two.
 *
 * @param fallback what holds when nothing is written, a dash where nothing does
 * @param rest all that it says besides
 */
record Text(String fallback, String rest) {

  private static final Pattern DEFAULT =
      Pattern.compile(" ?(?:Default: (?<value>.+?)|(?:No|Required, no) default)\\.(?= |$)");

  static Text of(String description) {
    Matcher fallback = DEFAULT.matcher(description);
    if (!fallback.find()) {
      return new Text("-", escaped(description));
    }
    String value = fallback.group("value");
    return new Text(
        value == null ? "-" : escaped(value), escaped(fallback.replaceFirst("").strip()));
  }

  /** A regular expression, of which nothing may be taken for a link. */
  static String code(String pattern) {
    return "<code>%s</code>"
        .formatted(escaped(pattern).replace("[", "&#91;").replace("]", "&#93;"));
  }

  /** As it must stand in a table of Markdown. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("|", "&#124;")
        .replace("*", "&#42;");
  }
}
