package dev.mulkko.cli.verb;

import dev.mulkko.kube.Names;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/** Which record: {@code shop/12}, or the name that it has. */
final class RecordNameConverter implements ITypeConverter<String> {

  private static final Pattern ATTEMPT =
      Pattern.compile("(?<rollout>[^/]+)/(?<attempt>[0-9]{1,18})");

  @Override
  public String convert(String text) {
    Matcher found = ATTEMPT.matcher(text);
    return found.matches()
        ? Names.record(found.group("rollout"), Long.parseLong(found.group("attempt")))
        : text;
  }
}
