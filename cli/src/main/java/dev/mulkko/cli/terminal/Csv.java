package dev.mulkko.cli.terminal;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rows for other programs, as RFC 4180 has them. */
public final class Csv {

  private static final Pattern SPECIAL = Pattern.compile("[\",\r\n]");

  /** What a spreadsheet would compute instead of showing it. */
  private static final Pattern FORMULA = Pattern.compile("[=+@\t\r-].*", Pattern.DOTALL);

  private Csv() {}

  public static String text(List<List<String>> rows) {
    return rows.stream().map(row -> line(row) + "\r\n").collect(Collectors.joining());
  }

  private static String line(List<String> row) {
    return row.stream().map(Csv::cell).collect(Collectors.joining(","));
  }

  private static String cell(String value) {
    String harmless = FORMULA.matcher(value).matches() ? "'" + value : value;
    return SPECIAL.matcher(harmless).find()
        ? "\"" + harmless.replace("\"", "\"\"") + "\""
        : harmless;
  }
}
