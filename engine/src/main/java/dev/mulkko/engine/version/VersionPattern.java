package dev.mulkko.engine.version;

import dev.mulkko.engine.version.Read.Right;
import dev.mulkko.engine.version.Read.Wrong;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * How names of versions are read: a regular expression with the groups {@code ticket}, {@code
 * module} and {@code builtAt}, which matches the whole name.
 */
public final class VersionPattern {

  static final String EXAMPLE = "PAY-123-checkout-20261124093000";
  static final String TICKET = "[A-Z][A-Z0-9_]*-[0-9]+";

  /** Marks are parts of letters, where a name was typed on a system that takes letters apart. */
  static final String MODULE = "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}._-]*[\\p{L}\\p{M}\\p{N}])?";

  private static final List<String> GROUPS = List.of("ticket", "module", "builtAt");

  /** {@code PAY-123-checkout-20261124093000}; a module may have letters of every script. */
  public static final VersionPattern USUAL =
      new VersionPattern(
          Pattern.compile(
              "(?<ticket>%s)-(?<module>%s)-(?<builtAt>[0-9]{14})".formatted(TICKET, MODULE)),
          Unlike::usual);

  /** Longer than any label or tag, and short enough for every expression. */
  private static final int LONGEST = 253;

  private final Pattern pattern;
  private final Function<String, String> unlike;

  private VersionPattern(Pattern pattern, Function<String, String> unlike) {
    this.pattern = pattern;
    this.unlike = unlike;
  }

  /** One's own. */
  public static Read<VersionPattern> of(String regex) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      return new Wrong<>(
          "the pattern %s cannot be read, %s: correct it".formatted(regex, e.getDescription()));
    }
    Map<String, Integer> groups = pattern.namedGroups();
    return GROUPS.stream()
        .filter(group -> !groups.containsKey(group))
        .findFirst()
        .<Read<VersionPattern>>map(
            group ->
                new Wrong<>(
                    "the pattern %s has no group %s: write (?<%s>...) for that part"
                        .formatted(regex, group, group)))
        .orElseGet(
            () ->
                new Right<>(
                    new VersionPattern(
                        pattern, name -> "%s does not match %s".formatted(name, regex))));
  }

  /**
   * The parts of a name.
   *
   * @param zone by whose clocks the time was written
   */
  public Read<VersionName> parse(String name, ZoneId zone) {
    if (name.length() > LONGEST) {
      return new Wrong<>(
          "the name has %d characters: write one such as %s".formatted(name.length(), EXAMPLE));
    }
    Matcher found = pattern.matcher(new Patient(name));
    try {
      return found.matches() ? parts(name, found, zone) : new Wrong<>(unlike.apply(name));
    } catch (Patient.Exhausted e) {
      return new Wrong<>(
          "%s takes too long to be matched with %s: write a simpler pattern"
              .formatted(name, pattern));
    }
  }

  private static Read<VersionName> parts(String name, Matcher found, ZoneId zone) {
    for (String group : GROUPS) {
      String part = found.group(group);
      if (part == null || part.isEmpty()) {
        return new Wrong<>("%s has no %s: write it too".formatted(name, group));
      }
    }
    return Stamp.read(found.group("builtAt"), zone)
        .then(at -> new Right<>(new VersionName(found.group("ticket"), found.group("module"), at)));
  }

  /** The regular expression. */
  @Override
  public String toString() {
    return pattern.pattern();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VersionPattern that && that.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The name of these parts, if it is read as them again. */
  public Read<String> print(VersionName version, ZoneId zone) {
    String name = version.text(zone);
    return parse(name, zone)
        .then(
            read ->
                read.equals(version)
                    ? new Right<>(name)
                    : new Wrong<>(
                        "%s would be read as ticket %s and module %s: write the ticket alone, and the module without it"
                            .formatted(name, read.ticket(), read.module())));
  }
}
