package dev.mulkko.engine.plan.gate;

/**
 * Where in a PromQL query one is, read from its beginning: in a text of quotes, in one that is a
 * regular expression, in a comment, or in neither. What is filled in is escaped for its place, so
 * that it stays one value of one label whatever it contains.
 */
final class Quoting {

  private static final char NONE = 0;
  private static final char BACKTICK = '`';
  private static final String REGEX_SIGNS = "\\.+*?()|[]{}^$";

  private char quote = NONE;
  private boolean comment;
  private boolean escaped;
  private boolean regex;
  private char before = ' ';
  private char last = ' ';

  /** Whether what stands here can be escaped. */
  boolean escapes() {
    return quote != NONE && quote != BACKTICK;
  }

  /** Goes over one character of the query itself. */
  void pass(char next) {
    if (comment) {
      comment = next != '\n';
    } else if (quote != NONE) {
      inText(next);
    } else if (next == '#') {
      comment = true;
    } else {
      outside(next);
    }
  }

  private void inText(char next) {
    if (escaped) {
      escaped = false;
    } else if (next == '\\' && quote != BACKTICK) {
      escaped = true;
    } else if (next == quote) {
      quote = NONE;
    }
  }

  private void outside(char next) {
    if (next == '"' || next == '\'' || next == BACKTICK) {
      quote = next;
      regex = last == '~' && (before == '=' || before == '!');
    }
    if (!Character.isWhitespace(next)) {
      before = last;
      last = next;
    }
  }

  /**
   * A value as it must be written here.
   *
   * @param pattern whether it is a regular expression already
   */
  String of(String value, boolean pattern) {
    String literal = quote != NONE && regex && !pattern ? signsEscaped(value) : value;
    return escapes() ? asText(literal) : literal;
  }

  private static String signsEscaped(String value) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      all.append(REGEX_SIGNS.indexOf(each) < 0 ? "" : "\\").append(each);
    }
    return all.toString();
  }

  private String asText(String value) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if (each == quote || each == '\\') {
        all.append('\\').append(each);
      } else if (Character.isISOControl(each)) {
        all.append("\\u%04x".formatted((int) each));
      } else {
        all.append(each);
      }
    }
    return all.toString();
  }
}
