package dev.mulkko.e2e.safety;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.safety.Result.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of all runs, and their sums. */
final class Report {

  private final Path folder;
  private final OtherParts others;
  private final List<Result> results = new ArrayList<>();
  private final List<String> untried = new ArrayList<>();

  /**
   * Without a result.
   *
   * @param folder gets the report
   */
  Report(Path folder, OtherParts others) {
    this.folder = folder;
    this.others = others;
  }

  void add(Result result) {
    results.add(result);
  }

  /** Nothing is known of this one: it does not come to the same end without any mishap. */
  void cannotTry(Scenario scenario, ExecutionException why) {
    untried.add(scenario + ": " + why.getCause());
  }

  boolean isGreen() {
    return !results.isEmpty()
        && untried.isEmpty()
        && results.stream().allMatch(Result::isGreen)
        && others.areGreen();
  }

  /** Writes {@code report.md}, and returns the sums as one line of JSON. */
  String write() {
    String sums = sums().setAll(others.figures()).toString();
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("report.md"),
          "# Mishaps of the operator\n\n`%s`\n%s%s%s"
              .formatted(
                  sums,
                  table("A crash at each write", crashes(), r -> r.scenario() + " " + row(r)),
                  table("Everything else", troubles(), r -> r.scenario().name()),
                  wrong()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sums;
  }

  private ObjectNode sums() {
    ObjectNode sums = JsonNodeFactory.instance.objectNode();
    sums.put("scenarios", results.stream().map(Result::scenario).distinct().count());
    sums.put(
        "writePoints",
        crashes().map(r -> r.scenario() + " " + r.mishap().write()).distinct().count());
    sums.put("runs", results.size());
    sums.put("converged", count(Result::isGreen));
    sums.put("violations", count(result -> result.fate() == Fate.VIOLATED));
    sums.put("differences", count(result -> result.fate() == Fate.DIFFERENT));
    double worst = results.stream().mapToDouble(Result::seconds).max().orElse(0);
    sums.put("worstSeconds", Math.round(worst * 10) / 10.0);
    sums.put("faultCells", troubles().count());
    sums.put("faultCellsGreen", troubles().filter(Result::isGreen).count());
    return sums;
  }

  private Stream<Result> crashes() {
    return results.stream().filter(result -> result.mishap() instanceof Crash);
  }

  private Stream<Result> troubles() {
    return results.stream().filter(result -> result.mishap() instanceof Trouble);
  }

  private long count(Predicate<Result> which) {
    return results.stream().filter(which).count();
  }

  private static String row(Result result) {
    return "%02d".formatted(result.mishap().write());
  }

  /** A row for each of one thing, a column for each way in which something goes wrong. */
  private static String table(String title, Stream<Result> some, Function<Result, String> row) {
    List<Result> all = some.toList();
    List<String> ways = all.stream().map(result -> result.mishap().name()).distinct().toList();
    Map<String, Map<String, String>> rows = new TreeMap<>();
    all.forEach(
        result ->
            rows.computeIfAbsent(row.apply(result), _ -> new TreeMap<>())
                .put(result.mishap().name(), cell(result)));
    return "\n## %s\n\n| | %s |\n|%s\n%s\n"
        .formatted(
            title,
            String.join(" | ", ways),
            " --- |".repeat(ways.size() + 1),
            rows.entrySet().stream()
                .map(
                    line ->
                        "| %s | %s |"
                            .formatted(
                                line.getKey(),
                                ways.stream()
                                    .map(way -> line.getValue().getOrDefault(way, ""))
                                    .collect(Collectors.joining(" | "))))
                .collect(Collectors.joining("\n")));
  }

  private static String cell(Result result) {
    return result.isGreen()
        ? String.format(
            Locale.ROOT,
            "%.1f s%s",
            result.seconds(),
            result.happened() ? "" : ", never came there")
        : result.fate().name();
  }

  private String wrong() {
    return Stream.concat(
            untried.stream(),
            results.stream().filter(result -> !result.isGreen()).map(Result::told))
        .map("\n```\n%s\n```\n"::formatted)
        .collect(Collectors.joining());
  }
}
