package dev.mulkko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.cli.reference.ReasonPage;
import dev.mulkko.cli.reference.TypePage;
import dev.mulkko.cli.reference.VerbPage;
import dev.mulkko.cli.reference.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The committed reference is that of the code; {@code make reference} writes it anew. */
class ReferenceTest {

  private static final Path CRDS = Path.of("../crds/generated");
  private static final Path DOCS = Path.of("../docs");

  @ParameterizedTest
  @EnumSource
  void theReferenceIsThatOfTheCode(Words words) throws IOException {
    Path folder = DOCS.resolve(words.folder()).resolve("reference");
    Map<String, String> pages = pages(words);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(folder.resolve(page.getKey()), page.getValue());
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(pages.keySet());
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      assertThat(Files.readString(folder.resolve(page.getKey())))
          .as("%s: make reference writes it", page.getKey())
          .isEqualTo(page.getValue());
    }
  }

  private static Map<String, String> pages(Words words) throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.list(CRDS)) {
      for (Path file : files.sorted().toList()) {
        String crd = Files.readString(file);
        pages.put(TypePage.file(crd), TypePage.of(crd, words));
      }
    }
    pages.put("reasons.md", ReasonPage.of(words));
    pages.put("command-line.md", VerbPage.of(words, ReferenceTest::help));
    return pages;
  }

  private static String help(String verb) {
    return Ran.of((verb + " --help").strip().split(" ")).out();
  }
}
