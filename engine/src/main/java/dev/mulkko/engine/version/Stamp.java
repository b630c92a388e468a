package dev.mulkko.engine.version;

import dev.mulkko.engine.version.Read.Right;
import dev.mulkko.engine.version.Read.Wrong;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/** A time as it is part of a name: {@code 20261124093000}. */
final class Stamp {

  static final int DIGITS = 14;

  /** Before there were computers that count from it, nothing was built. */
  private static final int FIRST_YEAR = 1970;

  private Stamp() {}

  static String text(Instant at, ZoneId zone) {
    LocalDateTime time = LocalDateTime.ofInstant(at, zone);
    return String.format(
        Locale.ROOT,
        "%04d%02d%02d%02d%02d%02d",
        time.getYear(),
        time.getMonthValue(),
        time.getDayOfMonth(),
        time.getHour(),
        time.getMinute(),
        time.getSecond());
  }

  /** Of a time that clocks show twice, in autumn, the first is meant. */
  static Read<Instant> read(String text, ZoneId zone) {
    if (!text.matches("[0-9]{14}")) {
      return wrong(text, "write %d digits, yyyyMMddHHmmss", DIGITS);
    }
    int year = Integer.parseInt(text.substring(0, 4));
    int month = two(text, 4);
    int day = two(text, 6);
    if (year < FIRST_YEAR) {
      return wrong(text, "the year is %04d: write one from %d on", year, FIRST_YEAR);
    }
    if (month < 1 || month > 12) {
      return wrong(text, "the month is %02d: write 01 to 12", month);
    }
    int last = YearMonth.of(year, month).lengthOfMonth();
    if (day < 1 || day > last) {
      return wrong(text, "the day is %02d: write 01 to %02d in %04d-%02d", day, last, year, month);
    }
    if (two(text, 8) > 23) {
      return wrong(text, "the hour is %02d: write 00 to 23", two(text, 8));
    }
    if (two(text, 10) > 59) {
      return wrong(text, "the minute is %02d: write 00 to 59", two(text, 10));
    }
    if (two(text, 12) > 59) {
      return wrong(text, "the second is %02d: write 00 to 59", two(text, 12));
    }
    LocalDateTime time =
        LocalDateTime.of(year, month, day, two(text, 8), two(text, 10), two(text, 12));
    ZonedDateTime at = time.atZone(zone);
    return at.toLocalDateTime().equals(time)
        ? new Right<>(at.toInstant())
        : wrong(text, "in %s the clocks leave this hour out: write one that they show", zone);
  }

  private static int two(String text, int from) {
    return Integer.parseInt(text.substring(from, from + 2));
  }

  private static Read<Instant> wrong(String text, String format, Object... values) {
    return new Wrong<>("%s is no time, ".formatted(text) + format.formatted(values));
  }
}
