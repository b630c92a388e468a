package dev.mulkko.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.cli.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users copy is right, and what is wrong with the others is found without a server. */
class SamplesTest {

  private static final Path SAMPLES = Path.of("../samples");
  private static final Path INVALID = SAMPLES.resolve("invalid");

  /**
   * What is missing in a file may be in the cluster, as what a Gateway promises is; and an action
   * has rules that only a server knows.
   */
  private static final List<String> NEED_A_SERVER =
      List.of(
          "deployment-missing.yaml",
          "mirror-of-a-share-that-no-gateway-promises.yaml",
          "route-missing.yaml",
          "service-missing.yaml");

  @Test
  void everyFaultThatNeedsNoServerIsFound() {
    assertThat(yaml(INVALID).filter(file -> findings(file).problems().isEmpty()))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyElementsOf(NEED_A_SERVER);
  }

  @Test
  void everyOtherSampleIsFreeOfProblems() {
    assertThat(yaml(SAMPLES).filter(file -> !file.startsWith(INVALID)).map(SamplesTest::findings))
        .isNotEmpty()
        .allSatisfy(findings -> assertThat(findings.problems()).isEmpty());
  }

  /** With its line: a sentence that changes is read in review. */
  @Test
  void eachFaultHasItsSentence() {
    Golden.check(
        "samples.txt",
        yaml(INVALID)
            .flatMap(file -> findings(file).problems().stream())
            .map(Problem::text)
            .collect(Collectors.joining("\n")));
  }

  private static Findings findings(Path file) {
    try {
      return Findings.of(Map.of(file.getFileName().toString(), Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> yaml(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
