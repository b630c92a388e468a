package dev.mulkko.operator.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written in two languages says the same. */
class DocsTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern HEADING = Pattern.compile("(?m)^(#+) ");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern VARIABLE = Pattern.compile("MULKKO_[A-Z_]+");

  static Stream<Path> english() throws IOException {
    return Stream.concat(files("docs/en").stream(), Stream.of(ROOT.resolve("README.md")));
  }

  @Test
  void bothLanguagesHaveTheSameFiles() throws IOException {
    assertThat(names("docs/ko")).isEqualTo(names("docs/en")).contains("records.md");
  }

  @ParameterizedTest
  @MethodSource("english")
  void bothHaveTheSameHeadingsAndNameTheSameVariables(Path english) throws IOException {
    String en = prose(english);
    String ko = prose(korean(english));
    assertThat(all(HEADING, ko)).isEqualTo(all(HEADING, en)).isNotEmpty();
    assertThat(all(VARIABLE, ko)).hasSameElementsAs(all(VARIABLE, en));
  }

  @ParameterizedTest
  @MethodSource("english")
  void everyLinkLeadsToAFile(Path english) throws IOException {
    for (Path file : List.of(english, korean(english))) {
      LINK.matcher(prose(file))
          .results()
          .map(link -> file.resolveSibling(link.group(1)))
          .forEach(target -> assertThat(target).as("in %s", file).exists());
    }
  }

  private static Path korean(Path english) {
    return english.endsWith("README.md")
        ? english.resolveSibling("README.ko.md")
        : ROOT.resolve("docs/ko").resolve(ROOT.resolve("docs/en").relativize(english));
  }

  private static String prose(Path file) throws IOException {
    return CODE.matcher(Files.readString(file)).replaceAll("");
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }

  private static List<String> names(String folder) throws IOException {
    return files(folder).stream()
        .map(file -> ROOT.resolve(folder).relativize(file).toString())
        .toList();
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
