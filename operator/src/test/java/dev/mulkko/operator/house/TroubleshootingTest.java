package dev.mulkko.operator.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.plan.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever meets a reason finds it, with a sentence about what to do. */
class TroubleshootingTest {

  private static final Pattern REASON = Pattern.compile("(?m)^### (\\w+)\\n\\n(?=[^#].{8})");

  @ParameterizedTest
  @ValueSource(strings = {"en", "ko"})
  void everyReasonHasItsHeadingAndNothingElseHas(String language) throws IOException {
    String page = Files.readString(Path.of("..", "docs", language, "troubleshooting.md"));
    assertThat(REASON.matcher(page).results().map(heading -> heading.group(1)))
        .containsExactlyInAnyOrderElementsOf(Stream.of(Reason.values()).map(Reason::name).toList());
    assertThat(page.lines().filter(line -> line.startsWith("### ")))
        .hasSize(Reason.values().length);
  }
}
