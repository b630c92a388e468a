package dev.mulkko.engine.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The table of all replays of a module, and how many there are. */
public final class Report {

  private static final String HEAD =
      """
      | issue | upstream | what happened there | what holds here | with this fault | it breaks |
      | --- | --- | --- | --- | --- | --- |
      """;

  private Report() {}

  /** Into {@code target/safety} of the module, and for those who watch. */
  public static void write(List<Row> rows) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "safety"));
    String table = HEAD + rows.stream().map(Row::toString).collect(Collectors.joining("\n")) + "\n";
    long passed = rows.stream().filter(Row::passed).count();
    Files.writeString(folder.resolve("replay.md"), table);
    Files.writeString(
        folder.resolve("replay.json"),
        "{\"replayed\":%d,\"replayedPassed\":%d}%n".formatted(rows.size(), passed));
    System.out.print(table);
  }
}
