package dev.mulkko.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mulkko.engine.version.Read;
import dev.mulkko.engine.version.VersionName;
import dev.mulkko.engine.version.VersionNaming;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the operator is told what versions are called. */
class OperatorNamingTest {

  @Test
  void namesOfVersionsAreReadByAPatternOfOnesOwn() {
    VersionNaming naming =
        OperatorConfig.from(
                Map.of(
                    "MULKKO_VERSION_PATTERN",
                    "(?<module>[a-z]+)_(?<builtAt>[0-9]{14})_(?<ticket>GH[0-9]+)",
                    "MULKKO_VERSION_TIME_ZONE",
                    "Asia/Seoul"))
            .naming();
    assertThat(naming.pattern().parse("shop_20261124093000_GH45", naming.zone()))
        .isEqualTo(
            new Read.Right<>(
                new VersionName("GH45", "shop", Instant.parse("2026-11-24T00:30:00Z"))));
    assertThat(OperatorConfig.from(Map.of("MULKKO_VERSION_PATTERN", " ")).naming())
        .isEqualTo(VersionNaming.USUAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MULKKO_VERSION_PATTERN | (?<ticket>a)(?<module>b) | cannot be used: the pattern (?<ticket>a)(?<module>b) has no group builtAt: write (?<builtAt>...)",
        "MULKKO_VERSION_PATTERN | (?<ticket>[a | cannot be read",
        "MULKKO_VERSION_TIME_ZONE | Seoul | is Seoul: write a time zone such as Asia/Seoul or UTC",
        "MULKKO_VERSION_POLICY | deny | is deny: write Ignore, Warn, Deny",
      })
  void aNamingThatCannotBeUsedIsRefusedWithWhatCan(String name, String text, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorConfig.from(Map.of(name, text)))
        .withMessageContaining(name)
        .withMessageContaining(sentence);
  }
}
