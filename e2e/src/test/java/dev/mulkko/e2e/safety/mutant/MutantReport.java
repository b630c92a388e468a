package dev.mulkko.e2e.safety.mutant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** {@code mutants.json} for the sum of all, {@code mutants.md} for people. */
record MutantReport(List<Row> rows) {

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("mutants.json"), json().toString() + "\n");
    Files.writeString(folder.resolve("mutants.md"), table());
    System.out.println(json());
  }

  /** None is caught by a test that fails without it too. */
  private ObjectNode json() {
    ObjectNode sum = JsonNodeFactory.instance.objectNode();
    List<String> unfit =
        rows.stream().filter(row -> !row.isMutant() && !row.isGreen()).map(Row::test).toList();
    List<Row> mutants = rows.stream().filter(Row::isMutant).toList();
    sum.put("mutants", mutants.size());
    sum.put(
        "mutantsCaught",
        mutants.stream().filter(row -> row.isGreen() && !unfit.contains(row.test())).count());
    return sum;
  }

  private String table() {
    return rows.stream()
        .filter(Row::isMutant)
        .map(
            row ->
                "| %s | `%s` | %s | %s |"
                    .formatted(
                        row.mutant(), row.test(), row.isGreen() ? "caught" : "MISSED", row.said()))
        .collect(
            Collectors.joining(
                "\n", "| a shell in which | is told by | | |\n| --- | --- | --- | --- |\n", "\n"));
  }
}
