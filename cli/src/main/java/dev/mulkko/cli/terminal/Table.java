package dev.mulkko.cli.terminal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns as wide as their widest cell. */
public final class Table {

  private static final String GAP = "   ";

  private Table() {}

  /** One line for each row, without blanks at the end. */
  public static List<String> lines(List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths =
        IntStream.range(0, columns)
            .map(column -> rows.stream().mapToInt(row -> length(row, column)).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static int length(List<String> row, int column) {
    return column < row.size() ? Ink.length(row.get(column)) : 0;
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - Ink.length(row.get(i))))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }
}
