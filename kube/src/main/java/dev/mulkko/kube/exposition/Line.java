package dev.mulkko.kube.exposition;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line, from left to right. */
final class Line {

  private static final double LAST_MILLI = 253_402_300_799_000.0;

  private final byte[] bytes;
  private final int length;
  private final Format format;
  private final int mostLabels;
  private int at;

  Line(byte[] bytes, int length, Format format, int mostLabels) {
    this.bytes = bytes;
    this.length = length;
    this.format = format;
    this.mostLabels = mostLabels;
    skipSpace();
  }

  boolean isComment() {
    return at == length || bytes[at] == '#';
  }

  boolean isEnd() {
    return length == 5 && new String(bytes, 0, 5, StandardCharsets.US_ASCII).equals("# EOF");
  }

  /** The series of this line; null when nobody asked for it. What nobody asked for is not read. */
  @Nullable Series series(Names wanted) throws Unreadable {
    if (next() == '{') {
      return quoted(wanted);
    }
    int start = at;
    while (at < length && isName(bytes[at])) {
      at++;
    }
    if (at == start || Character.isDigit(bytes[start])) {
      throw new Unreadable("no metric begins with %s", shown(start));
    }
    String name = wanted.at(bytes, start, at);
    if (name == null) {
      return null;
    }
    skipSpace();
    Map<String, String> labels = new LinkedHashMap<>();
    if (next() == '{') {
      at++;
      labels(labels);
    }
    return rest(name, labels);
  }

  /** {@code {"http.requests", code="500"} 3}: the form for names of any letters. */
  private @Nullable Series quoted(Names wanted) throws Unreadable {
    at++;
    skipSpace();
    String name = wanted.of(text("a metric's name"));
    if (name == null) {
      return null;
    }
    skipSpace();
    if (next() == ',') {
      at++;
    }
    Map<String, String> labels = new LinkedHashMap<>();
    labels(labels);
    return rest(name, labels);
  }

  private void labels(Map<String, String> labels) throws Unreadable {
    for (skipSpace(); next() != '}'; skipSpace()) {
      String name = next() == '"' ? text("a label's name") : word();
      skipSpace();
      expect('=');
      skipSpace();
      if (labels.put(name, text("the value of label " + name)) != null) {
        throw new Unreadable("label %s is there twice", name);
      }
      if (labels.size() > mostLabels) {
        throw new Unreadable("a series has more than %d labels", mostLabels);
      }
      skipSpace();
      if (next() != '}') {
        expect(',');
      }
    }
    at++;
  }

  private Series rest(String name, Map<String, String> labels) throws Unreadable {
    skipSpace();
    double value = number(name);
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw new Unreadable("%s is %s, which is no count", name, value);
    }
    skipSpace();
    Instant time = null;
    if (at < length && bytes[at] != '#') {
      time = time(number("the time of " + name));
      skipSpace();
    }
    boolean exemplar = format == Format.OpenMetrics && at < length && bytes[at] == '#';
    if (at < length && !exemplar) {
      throw new Unreadable("%s is followed by %s", name, shown(at));
    }
    return new Series(name, labels, value, time);
  }

  private Instant time(double written) throws Unreadable {
    double milli = format == Format.OpenMetrics ? written * 1e3 : written;
    if (!(Math.abs(milli) <= LAST_MILLI)) {
      throw new Unreadable("%s is no time", written);
    }
    return Instant.ofEpochMilli(Math.round(milli));
  }

  private double number(String what) throws Unreadable {
    int start = at;
    while (at < length && !isSpace(bytes[at])) {
      at++;
    }
    String word = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
    switch (word) {
      case "NaN", "+Inf", "-Inf", "Inf" -> {
        return Double.parseDouble(word.replace("Inf", "Infinity"));
      }
      default -> {
        if (!word.chars().allMatch(each -> "0123456789.eE+-".indexOf(each) >= 0)) {
          throw new Unreadable("%s is %s, which is no number", what, shown(start));
        }
      }
    }
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException none) {
      throw new Unreadable("%s is %s, which is no number", what, shown(start));
    }
  }

  private String word() throws Unreadable {
    int start = at;
    while (at < length && isName(bytes[at])) {
      at++;
    }
    if (at == start) {
      throw new Unreadable("a label's name cannot begin with %s", shown(start));
    }
    return new String(bytes, start, at - start, StandardCharsets.US_ASCII);
  }

  /** Between quotes; a backslash stands before a quote, a backslash, or the n of a new line. */
  private String text(String what) throws Unreadable {
    if (next() != '"') {
      throw new Unreadable("%s begins with %s instead of a quote", what, shown(at));
    }
    at++;
    int start = at;
    while (at < length && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    if (at < length && bytes[at] == '"') {
      at++;
      return new String(bytes, start, at - 1 - start, StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.write(bytes, start, at - start);
    for (; at < length && bytes[at] != '"'; at++) {
      if (bytes[at] == '\\' && at + 1 < length) {
        at++;
        text.write(bytes[at] == 'n' ? '\n' : bytes[at]);
      } else {
        text.write(bytes[at]);
      }
    }
    if (at == length) {
      throw new Unreadable("%s has no closing quote", what);
    }
    at++;
    return text.toString(StandardCharsets.UTF_8);
  }

  private void expect(char wanted) throws Unreadable {
    if (next() != wanted) {
      throw new Unreadable("'%s' is missing before %s", wanted, shown(at));
    }
    at++;
  }

  /**
   * The byte that comes next; zero at the end, where nothing may stand that is compared with it.
   */
  private int next() {
    return at < length ? bytes[at] : 0;
  }

  private void skipSpace() {
    while (at < length && isSpace(bytes[at])) {
      at++;
    }
  }

  private static boolean isSpace(byte each) {
    return each == ' ' || each == '\t';
  }

  private static boolean isName(byte each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || each == '_'
        || each == ':';
  }

  /** A few letters of what stands there, for people. */
  private String shown(int from) {
    int few = Math.min(length - from, 12);
    String text = new String(bytes, from, few, StandardCharsets.US_ASCII);
    return few == 0 ? "the end of the line" : "'" + text.replaceAll("[^ -~]", "?") + "'";
  }
}
