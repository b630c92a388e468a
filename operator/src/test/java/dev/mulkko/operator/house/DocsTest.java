package dev.mulkko.operator.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written in two languages says the same, and every link leads somewhere. */
class DocsTest {

  private static final Path ROOT = Path.of("..");
  private static final Path ENGLISH = ROOT.resolve("docs/en");
  private static final Path KOREAN = ROOT.resolve("docs/ko");
  private static final Pattern HEADING = Pattern.compile("(?m)^(#+) (.*)$");
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):]*)\\)");
  private static final Pattern VARIABLE = Pattern.compile("MULKKO_[A-Z_]+");
  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N}_ -]");

  static Stream<Path> english() {
    return Stream.concat(files(ENGLISH).stream(), Stream.of(ROOT.resolve("README.md")));
  }

  @Test
  void bothLanguagesHaveTheSameFiles() {
    assertThat(files(KOREAN).stream().map(KOREAN::relativize))
        .containsExactlyElementsOf(files(ENGLISH).stream().map(ENGLISH::relativize).toList())
        .contains(Path.of("records.md"), Path.of("routers/httproute.md"));
  }

  @ParameterizedTest
  @MethodSource("english")
  void bothHaveTheSameHeadingsAndNameTheSameVariables(Path english) {
    String en = prose(english);
    String ko = prose(korean(english));
    assertThat(headings(ko).map(heading -> heading.group(1)))
        .containsExactlyElementsOf(headings(en).map(heading -> heading.group(1)).toList())
        .isNotEmpty();
    assertThat(all(VARIABLE, ko)).hasSameElementsAs(all(VARIABLE, en));
  }

  @ParameterizedTest
  @MethodSource("english")
  void everyLinkLeadsToAFileAndToAHeadingOfIt(Path english) {
    for (Path file : List.of(english, korean(english))) {
      LINK.matcher(prose(file))
          .results()
          .map(link -> link.group(1))
          .forEach(
              link -> {
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
                assertThat(target).as("%s in %s", link, file).exists();
                if (parts.length == 2) {
                  assertThat(anchors(target)).as("%s in %s", link, file).contains(parts[1]);
                }
              });
    }
  }

  /** As GitHub makes them, and the site. */
  private static List<String> anchors(Path file) {
    List<String> anchors = new ArrayList<>();
    headings(prose(file))
        .map(heading -> heading.group(2).toLowerCase(Locale.ROOT))
        .map(title -> NOT_IN_ANCHORS.matcher(title).replaceAll("").strip().replace(' ', '-'))
        .forEach(anchors::add);
    return anchors;
  }

  private static Path korean(Path english) {
    return english.endsWith("README.md")
        ? english.resolveSibling("README.ko.md")
        : KOREAN.resolve(ENGLISH.relativize(english));
  }

  private static Stream<MatchResult> headings(String prose) {
    return HEADING.matcher(prose).results();
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }

  private static String prose(Path file) {
    try {
      return CODE.matcher(Files.readString(file)).replaceAll("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Objects.requireNonNull(file.getFileName()).toString().endsWith(".md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
