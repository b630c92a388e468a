package dev.mulkko.engine.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.version.Read.Right;
import dev.mulkko.engine.version.Read.Wrong;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionPatternTest {

  private static final ZoneId UTC = ZoneOffset.UTC;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PAY-123-checkout-20261124093000 | PAY-123 | checkout | 2026-11-24T09:30:00Z",
        "PAY-123-결제-20261124093000 | PAY-123 | 결제 | 2026-11-24T09:30:00Z",
        "PAY-123-결제-승인2-20261124093000 | PAY-123 | 결제-승인2 | 2026-11-24T09:30:00Z",
        "PAY-1-决済_api-20261124093000 | PAY-1 | 决済_api | 2026-11-24T09:30:00Z",
        "A1_B-7-x-20261124093000 | A1_B-7 | x | 2026-11-24T09:30:00Z",
        "PAY-00123-checkout.api_v2-20261124093000 | PAY-00123 | checkout.api_v2 | 2026-11-24T09:30:00Z",
        "PAY-123-4-eyes-20261124093000 | PAY-123 | 4-eyes | 2026-11-24T09:30:00Z",
        "PAY-123-OPS-9-20261124093000 | PAY-123 | OPS-9 | 2026-11-24T09:30:00Z",
        "PAY-123-20260101000000-20261124093000 | PAY-123 | 20260101000000 | 2026-11-24T09:30:00Z",
        "PAY-123-a--b-20261124093000 | PAY-123 | a--b | 2026-11-24T09:30:00Z",
        "PAY-123-checkout-20240229000000 | PAY-123 | checkout | 2024-02-29T00:00:00Z",
        "PAY-123-checkout-20000229235959 | PAY-123 | checkout | 2000-02-29T23:59:59Z",
        "PAY-123-checkout-19700101000000 | PAY-123 | checkout | 1970-01-01T00:00:00Z",
        "PAY-123-checkout-99991231235959 | PAY-123 | checkout | 9999-12-31T23:59:59Z",
      })
  void aNameHasItsParts(String name, String ticket, String module, Instant builtAt) {
    assertThat(VersionPattern.USUAL.parse(name, UTC))
        .isEqualTo(new Right<>(new VersionName(ticket, module, builtAt)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the name is empty: write a name such as PAY-123-checkout-20261124093000",
        "[PAY-123]-[checkout]-[20261124093000] | has brackets, which no label and no image tag may have",
        "PAY-123-checkout | does not end with the time at which it was built",
        "v1.2.3 | does not end with the time at which it was built",
        "latest | does not end with the time at which it was built",
        "PAY-123-checkout- | does not end with the time at which it was built",
        "PAY-123-checkout-2026112409300x | does not end with the time at which it was built",
        "PAY-123-checkout-２０２６１１２４０９３０００ | does not end with the time at which it was built",
        "PAY-123-checkout-20261124 | ends with 20261124, but a time has 14 digits, yyyyMMddHHmmss",
        "PAY-123-checkout-202611240930000 | ends with 202611240930000, but a time has 14 digits",
        "20261124093000 | does not begin with a ticket of capital letters, a hyphen and a number",
        "checkout-20261124093000 | does not begin with a ticket",
        "PAY-20261124093000 | does not begin with a ticket",
        "pay-123-checkout-20261124093000 | does not begin with a ticket of capital letters",
        "PAY123-checkout-20261124093000 | does not begin with a ticket",
        "-PAY-123-checkout-20261124093000 | does not begin with a ticket",
        "결제-123-checkout-20261124093000 | does not begin with a ticket",
        "PAY-123-20261124093000 | has no module between its ticket and its time",
        "PAY-123--20261124093000 | has no module between its ticket and its time",
        "PAY-123--checkout-20261124093000 | has the module -checkout, but a module begins and ends",
        "PAY-123-check out-20261124093000 | has the module check out, but a module begins and ends",
        "PAY-123-check/out-20261124093000 | has the module check/out, but a module begins and ends",
        "PAY-123-checkout.-20261124093000 | has the module checkout., but a module begins and ends",
        "PAY-123-checkout-20260230093000 | 20260230093000 is no time, the day is 30: write 01 to 28 in 2026-02",
        "PAY-123-checkout-20230229000000 | the day is 29: write 01 to 28 in 2023-02",
        "PAY-123-checkout-21000229000000 | the day is 29: write 01 to 28 in 2100-02",
        "PAY-123-checkout-20260431000000 | the day is 31: write 01 to 30 in 2026-04",
        "PAY-123-checkout-20260400000000 | the day is 00: write 01 to 30 in 2026-04",
        "PAY-123-checkout-20261324093000 | the month is 13: write 01 to 12",
        "PAY-123-checkout-20260024093000 | the month is 00: write 01 to 12",
        "PAY-123-checkout-20261124243000 | the hour is 24: write 00 to 23",
        "PAY-123-checkout-20261124096000 | the minute is 60: write 00 to 59",
        "PAY-123-checkout-20261124235960 | the second is 60: write 00 to 59",
        "PAY-123-checkout-00001124093000 | the year is 0000: write one from 1970 on",
      })
  void whatIsWrongIsSaid(String name, String sentence) {
    assertThat(wrong(VersionPattern.USUAL.parse(name, UTC))).contains(sentence).contains("write");
  }

  @Test
  void aNameThatIsFarTooLongIsNotRead() {
    String name = "PAY-123-%s-20261124093000".formatted("a".repeat(300));
    assertThat(wrong(VersionPattern.USUAL.parse(name, UTC)))
        .startsWith("the name has 323 characters");
  }

  @Test
  void theTimeIsThatOfTheZone() {
    ZoneId seoul = ZoneId.of("Asia/Seoul");
    VersionName version =
        new VersionName("PAY-123", "checkout", Instant.parse("2026-11-24T00:30:00.9Z"));
    assertThat(version.text(seoul)).isEqualTo("PAY-123-checkout-20261124093000");
    assertThat(VersionPattern.USUAL.parse("PAY-123-checkout-20261124093000", seoul))
        .isEqualTo(new Right<>(version));
  }

  @Test
  void anHourThatClocksLeaveOutIsNone() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(wrong(VersionPattern.USUAL.parse("PAY-1-a-20260329023000", berlin)))
        .contains("in Europe/Berlin the clocks leave this hour out");
    assertThat(VersionPattern.USUAL.parse("PAY-1-a-20261025023000", berlin))
        .isEqualTo(
            new Right<>(new VersionName("PAY-1", "a", Instant.parse("2026-10-25T00:30:00Z"))));
  }

  @Test
  void partsThatWouldBeReadAsOthersAreNotPrinted() {
    Instant at = Instant.parse("2026-11-24T09:30:00Z");
    assertThat(VersionPattern.USUAL.print(new VersionName("PAY-123", "checkout", at), UTC))
        .isEqualTo(new Right<>("PAY-123-checkout-20261124093000"));
    assertThat(wrong(VersionPattern.USUAL.print(new VersionName("PAY-123-web", "shop", at), UTC)))
        .contains("would be read as ticket PAY-123 and module web-shop");
    assertThat(wrong(VersionPattern.USUAL.print(new VersionName("#45", "shop", at), UTC)))
        .contains("does not begin with a ticket");
    assertThat(wrong(VersionPattern.USUAL.print(new VersionName("PAY-1", "", at), UTC)))
        .contains("has no module");
  }

  @Test
  void onesOwnPatternReadsOtherTickets() {
    VersionPattern own =
        right(VersionPattern.of("(?<module>[a-z]+)_(?<builtAt>[0-9]{14})(_(?<ticket>GH[0-9]+))?"));
    assertThat(own.parse("shop_20261124093000_GH45", UTC))
        .isEqualTo(
            new Right<>(new VersionName("GH45", "shop", Instant.parse("2026-11-24T09:30:00Z"))));
    assertThat(wrong(own.parse("shop_20261124093000", UTC)))
        .isEqualTo("shop_20261124093000 has no ticket: write it too");
    assertThat(wrong(own.parse("PAY-1-shop-20261124093000", UTC)))
        .startsWith("PAY-1-shop-20261124093000 does not match (?<module>");
    assertThat(wrong(own.parse("shop_20260230093000_GH45", UTC))).contains("01 to 28 in 2026-02");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(?<module>[a-z | cannot be read",
        "(?<ticket>a)(?<module>b) | has no group builtAt: write (?<builtAt>...)",
        "(?<module>b)(?<builtAt>c) | has no group ticket",
        "(?<ticket>a)(?<builtAt>c) | has no group module",
      })
  void aPatternThatCannotTellAllPartsIsRefused(String regex, String sentence) {
    assertThat(wrong(VersionPattern.of(regex))).startsWith("the pattern ").contains(sentence);
  }

  @Test
  void aPatternMayTellATimeThatIsNone() {
    VersionPattern own = right(VersionPattern.of("(?<ticket>.)(?<module>.)(?<builtAt>.*)"));
    assertThat(wrong(own.parse("abc", UTC)))
        .isEqualTo("c is no time, write 14 digits, yyyyMMddHHmmss");
  }

  /** It would go on for longer than anybody lives. */
  @Test
  void aPatternThatGoesBackAndForthIsEnded() {
    VersionPattern own = right(VersionPattern.of("(?<ticket>(a|aa)+)\\2(?<module>b)(?<builtAt>c)"));
    assertThat(wrong(own.parse("a".repeat(200), UTC))).contains("takes too long");
  }

  private static <T> T right(Read<T> read) {
    return switch (read) {
      case Right<T>(T value) -> value;
      case Wrong<T>(String sentence) -> throw new AssertionError(sentence);
    };
  }

  private static String wrong(Read<?> read) {
    return switch (read) {
      case Right<?> right -> throw new AssertionError("is read as " + right);
      case Wrong<?>(String sentence) -> sentence;
    };
  }
}
