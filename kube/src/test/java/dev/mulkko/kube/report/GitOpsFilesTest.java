package dev.mulkko.kube.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.kube.golden.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people copy for their tools. */
class GitOpsFilesTest {

  private static final Path ROOT = Path.of("..");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("gitops"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void eachCanBeReadAndIsExplainedInBothLanguages(Path file) throws IOException {
    assertThat(Yaml.tree(Files.readString(file)).isObject()).isTrue();
    String link = "../../" + ROOT.relativize(file);
    for (String language : List.of("en", "ko")) {
      assertThat(Files.readString(ROOT.resolve("docs").resolve(language).resolve("gitops.md")))
          .contains("](" + link + ")");
    }
  }

  /** In a list that has one manager the whole list would be ignored, for good. */
  @Test
  void nobodyIsTrustedWithWholeLists() throws IOException {
    String application = Files.readString(ROOT.resolve("gitops/argo-cd/application.yaml"));
    assertThat(application)
        .contains(".spec.rules[].backendRefs", "RespectIgnoreDifferences=true")
        .doesNotContain("managedFieldsManagers");
  }
}
