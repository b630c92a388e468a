package dev.mulkko.cli.verb;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** How far back: durations, and days. */
final class SinceConverter implements ITypeConverter<Duration> {

  private final DurationConverter durations = new DurationConverter();

  @Override
  public Duration convert(String text) {
    return text.matches("[0-9]{1,5}d")
        ? Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)))
        : durations.convert(text);
  }
}
