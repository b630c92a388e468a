package dev.mulkko.engine.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.version.Read.Right;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever is printed is read as what it was. */
class VersionRoundTripTest {

  private static final int NAMES = 20_000;
  private static final List<ZoneId> ZONES =
      List.of(ZoneId.of("UTC"), ZoneId.of("Asia/Seoul"), ZoneId.of("-03:30"));
  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";
  private static final String LETTERS = CAPITALS.toLowerCase(java.util.Locale.ROOT) + "결제승인é決";
  private static final String INNER = LETTERS + CAPITALS + DIGITS + "-._";
  private static final long FIRST = Instant.parse("1990-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-30T00:00:00Z").getEpochSecond();

  private final SplittableRandom random = new SplittableRandom(20261124);

  @Test
  void whatIsPrintedIsReadAgain() {
    for (int i = 0; i < NAMES; i++) {
      VersionName version = any();
      ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
      assertThat(VersionPattern.USUAL.print(version, zone))
          .isEqualTo(new Right<>(version.text(zone)));
      assertThat(VersionPattern.USUAL.parse(version.text(zone), zone))
          .isEqualTo(new Right<>(version));
    }
  }

  /** One character more or less, or another one, is refused or read as what is printed so. */
  @Test
  void whatIsReadIsPrintedAgain() {
    int read = 0;
    for (int i = 0; i < NAMES; i++) {
      ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
      String name = changed(any().text(zone));
      if (VersionPattern.USUAL.parse(name, zone)
          instanceof Right<VersionName>(VersionName version)) {
        assertThat(version.text(zone)).isEqualTo(name);
        read++;
      }
    }
    assertThat(read).isBetween(NAMES / 4, NAMES - NAMES / 20);
  }

  private String changed(String name) {
    int at = random.nextInt(name.length());
    String other = random.nextInt(4) == 0 ? "" : some(INNER + "/ []");
    return name.substring(0, at) + other + name.substring(at + random.nextInt(2));
  }

  private VersionName any() {
    String ticket =
        some(CAPITALS) + many(CAPITALS + DIGITS + "_", 8) + "-" + some(DIGITS) + many(DIGITS, 5);
    String ends = LETTERS + CAPITALS + DIGITS;
    String module = some(ends) + (random.nextBoolean() ? many(INNER, 30) + some(ends) : "");
    return new VersionName(ticket, module, Instant.ofEpochSecond(random.nextLong(FIRST, LAST)));
  }

  private String many(String of, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(some(of));
    }
    return text.toString();
  }

  private String some(String of) {
    return of.substring(random.nextInt(of.length())).substring(0, 1);
  }
}
