package dev.mulkko.engine.replay;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the report says of one replay.
 *
 * @param open whether the issue is not closed, as far as is known
 * @param passed whether all held, and with the fault something did not
 * @param broke what did not, empty when nobody noticed
 */
public record Row(
    String issue,
    boolean open,
    String there,
    String here,
    String fault,
    String broke,
    boolean passed) {

  private static final int LONGEST = 160;

  /** As a line of a table in Markdown. */
  @Override
  public String toString() {
    return Stream.of(issue, open ? "open" : "", there, here, fault, broke)
        .map(Row::cell)
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String cell(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    String line = String.join(" ", lines).replace("|", "\\|");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
