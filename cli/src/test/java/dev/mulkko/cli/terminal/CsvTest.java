package dev.mulkko.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @Test
  void linesEndAndQuotesStandAsTheStandardSays() {
    assertThat(
            Csv.text(
                List.of(
                    List.of("name", "why"),
                    List.of("kim, lee", "it is \"slow\"\nand wrong"),
                    List.of("", "결제"))))
        .isEqualTo("name,why\r\n\"kim, lee\",\"it is \"\"slow\"\"\nand wrong\"\r\n,결제\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=HYPERLINK(\"http://x\")"})
  void aSpreadsheetComputesNothing(String value) {
    assertThat(Csv.text(List.of(List.of(value)))).containsPattern("^\"?'");
  }

  @Test
  void whatIsHarmlessStaysAsItIs() {
    assertThat(Csv.text(List.of(List.of("a=b", "2026-11-24T08:30:00Z", "kim@example"))))
        .isEqualTo("a=b,2026-11-24T08:30:00Z,kim@example\r\n");
  }
}
