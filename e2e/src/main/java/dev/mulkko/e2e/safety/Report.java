package dev.mulkko.e2e.safety;

import dev.mulkko.e2e.safety.Crash.Moment;
import dev.mulkko.e2e.safety.Result.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of all runs, and its sums. */
final class Report {

  private final Path folder;
  private final List<Result> results = new ArrayList<>();
  private int writePoints;

  Report(Path folder) {
    this.folder = folder;
  }

  void writePoints(int more) {
    writePoints += more;
  }

  void add(Result result) {
    results.add(result);
  }

  boolean isGreen() {
    return !results.isEmpty() && count(Fate.CONVERGED) == results.size();
  }

  private long count(Fate fate) {
    return results.stream().filter(result -> result.fate() == fate).count();
  }

  /** Writes {@code report.md}, and returns the sums as one line of JSON. */
  String write() {
    String sums =
        "{\"scenarios\":%d,\"writePoints\":%d,\"runs\":%d,\"converged\":%d,\"violations\":%d,\"differences\":%d,\"worstSeconds\":%.1f}"
            .formatted(
                results.stream().map(Result::scenario).distinct().count(),
                writePoints,
                results.size(),
                count(Fate.CONVERGED),
                count(Fate.VIOLATED),
                count(Fate.DIFFERENT),
                results.stream()
                    .map(Result::took)
                    .max(Comparator.naturalOrder())
                    .map(took -> took.toMillis() / 1000.0)
                    .orElse(0.0));
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("report.md"), table() + "\n" + sums + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sums;
  }

  private String table() {
    StringBuilder text = new StringBuilder("# A crash at each write\n");
    for (Scenario scenario : results.stream().map(Result::scenario).distinct().toList()) {
      text.append(
          "\n## %s\n\n| write | %s |\n| --- | --- | --- | --- |\n"
              .formatted(
                  scenario,
                  Stream.of(Moment.values())
                      .map(moment -> moment.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                      .collect(Collectors.joining(" | "))));
      int writes =
          results.stream()
              .filter(r -> r.scenario().equals(scenario))
              .mapToInt(r -> r.crash().write())
              .max()
              .orElse(0);
      for (int write = 1; write <= writes; write++) {
        int row = write;
        text.append(
            "| %d | %s |\n"
                .formatted(
                    row,
                    Stream.of(Moment.values())
                        .map(moment -> cell(scenario, new Crash(row, moment)))
                        .collect(Collectors.joining(" | "))));
      }
    }
    List<Result> wrong =
        results.stream().filter(result -> result.fate() != Fate.CONVERGED).toList();
    wrong.forEach(result -> text.append("\n```\n%s\n```\n".formatted(result.told())));
    return text.toString();
  }

  private String cell(Scenario scenario, Crash crash) {
    return results.stream()
        .filter(result -> result.scenario().equals(scenario) && result.crash().equals(crash))
        .map(
            result ->
                result.fate() == Fate.CONVERGED
                    ? "%.1f s%s"
                        .formatted(result.took().toMillis() / 1000.0, result.died() ? "" : " –")
                    : result.fate().name())
        .findFirst()
        .orElse("");
  }
}
