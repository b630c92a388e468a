package dev.mulkko.cli.verb;

import java.time.DateTimeException;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Zones by their names. */
final class ZoneConverter implements ITypeConverter<ZoneId> {

  @Override
  public ZoneId convert(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'" + text + "' is no time zone: write for example UTC, Asia/Seoul or +09:00");
    }
  }
}
