package dev.mulkko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionNamesTest {

  private static final String NAME = "PAY-123-checkout-20261124093000";

  @Test
  void aNameIsThatOfNowByTheClocksOfTheZone() {
    assertThat(Ran.of("version", "new", "PAY-123", "checkout").out())
        .isEqualToIgnoringNewLines("PAY-123-checkout-20261124083000");
    assertThat(Ran.of("version", "new", "PAY-123", "checkout", "--zone", "Asia/Seoul").out())
        .isEqualToIgnoringNewLines("PAY-123-checkout-20261124173000");
    Ran ran = Ran.of("version", "new", "PAY-123", "checkout", "--at", "2026-11-24T18:30:00+09:00");
    assertThat(ran.out()).isEqualToIgnoringNewLines(NAME);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
  }

  @Test
  void aNameThatDoesNotFitEverywhereIsPrintedWithASentence() {
    Ran ran = Ran.of("version", "new", "PAY-123", "결제");
    assertThat(ran.out()).isEqualToIgnoringNewLines("PAY-123-결제-20261124083000");
    assertThat(ran.err())
        .contains("the label mulkko.dev/version may not have", "the image tag may");
    assertThat(ran.code()).isZero();
    assertThat(Ran.of("version", "new", "PAY-123", "m".repeat(60)).err())
        .hasLineCount(1)
        .contains("has 83 characters, and the label mulkko.dev/version may have 63");
  }

  @Test
  void aNameIsTakenApart() {
    Ran ran = Ran.of("version", "parse", NAME);
    assertThat(ran.out().lines())
        .containsExactly("ticket   PAY-123", "module   checkout", "built    2026-11-24T09:30:00Z");
    assertThat(ran.code()).isZero();
    assertThat(Ran.of("version", "parse", NAME, "--zone", "Asia/Seoul", "-o", "json").out())
        .contains("\"ticket\" : \"PAY-123\"", "\"builtAt\" : \"2026-11-24T00:30:00Z\"");
    assertThat(
            Ran.of(
                    "version",
                    "parse",
                    "shop_20261124093000_GH45",
                    "--pattern",
                    "(?<module>[a-z]+)_(?<builtAt>[0-9]{14})_(?<ticket>GH[0-9]+)")
                .out())
        .contains("ticket   GH45");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "version parse v1.2.3 | 1 | v1.2.3 does not end with the time at which it was built",
        "version parse PAY-1-a-20260230093000 | 1 | the day is 30: write 01 to 28 in 2026-02",
        "version parse x --pattern (?<ticket>x) | 1 | has no group module: write (?<module>...)",
        "version new pay-123 checkout | 1 | does not begin with a ticket",
        "version new PAY-123-web shop | 1 | would be read as ticket PAY-123 and module web-shop",
        "version new PAY-123 | 2 | MODULE",
        "version parse | 2 | NAME",
        "version new PAY-1 a --at yesterday | 2 | 'yesterday' is no instant: write for example",
        "version new PAY-1 a --at 2026-11-24T09:30:00 | 2 | is no instant",
        "version parse PAY-1-a-20261124093000 --zone Seoul | 2 | 'Seoul' is no time zone: write",
      })
  void whatIsWrongIsSaid(String line, int code, String sentence) {
    Ran ran = Ran.of(line.split(" "));
    assertThat(ran.err()).contains("error: ").contains(sentence);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(code);
  }

  @Test
  void theProgramStillTellsItsOwnVersion() {
    assertThat(Ran.of("version", "--client").out()).contains("API mulkko.dev/v1beta1");
    assertThat(Ran.of("version", "--help").out()).contains("version new", "--client");
    assertThat(Ran.of("version", "new", "--help").out()).contains("UTC", "--zone", "TICKET");
    assertThat(Ran.of("completion", "bash").out()).contains("--pattern");
  }
}
