package dev.mulkko.kube.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.read.Reader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import dev.mulkko.kube.write.Requests;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No file lies about that no test needs. */
class FoldersTest {

  @Test
  void everyFileHasAPart() {
    Stream<Path> files =
        Stream.of("read", "write")
            .flatMap(Scenario::in)
            .flatMap(scenario -> Scenario.list(scenario.folder()))
            .map(Path::getFileName);
    assertThat(files).allMatch(file -> file.toString().matches("action.yaml|(in|out)-.*[.]yaml"));
  }

  /** Without any one of its objects a scenario would end otherwise. */
  @TestFactory
  Stream<DynamicTest> everyObjectMatters() {
    return Stream.of("read", "write")
        .flatMap(Scenario::in)
        .flatMap(
            scenario ->
                scenario.inputs().stream()
                    .filter(file -> !file.endsWith("in-rollout.yaml"))
                    .map(
                        file ->
                            DynamicTest.dynamicTest(
                                label(scenario, file), () -> miss(scenario, file))));
  }

  private static void miss(Scenario scenario, Path file) {
    List<Path> others = scenario.inputs().stream().filter(Predicate.not(file::equals)).toList();
    assertThat(end(scenario, others)).isNotEqualTo(end(scenario, scenario.inputs()));
  }

  private static String end(Scenario scenario, List<Path> files) {
    Snapshot seen = scenario.snapshot(files);
    try {
      JsonNode end =
          scenario.area().equals("read")
              ? Plain.of(Reader.read(seen, ObservationsTest.NOW, false, List.of()))
              : Plain.of(
                  Requests.of(
                      Actions.of(scenario.tree("action.yaml")), seen, ObservationsTest.NOW));
      return Yaml.write(end);
    } catch (IllegalStateException | InvalidSpec e) {
      return e.toString();
    }
  }

  private static String label(Scenario scenario, Path file) {
    return scenario.name() + "/" + file.getFileName();
  }
}
