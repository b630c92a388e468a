package dev.mulkko.kube.read;

import dev.mulkko.engine.version.Read;
import dev.mulkko.engine.version.VersionNaming;
import dev.mulkko.engine.version.VersionPattern;
import dev.mulkko.engine.version.VersionPolicy;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How versions are called: {@code spec.version}, and what the operator is told for all. */
public final class NamingReader {

  private NamingReader() {}

  /**
   * What a Rollout says; of the rest what is usual.
   *
   * @throws InvalidSpec naming the field that cannot be used
   */
  static VersionNaming read(
      dev.mulkko.api.v1beta1.@Nullable VersionNaming written, VersionNaming usual)
      throws InvalidSpec {
    return written == null
        ? usual
        : read(
            "spec.version.pattern",
            written.pattern(),
            "spec.version.timeZone",
            written.timeZone(),
            "spec.version.policy",
            written.policy(),
            usual);
  }

  /**
   * The same of texts from elsewhere, each null where nothing is said.
   *
   * @throws InvalidSpec naming the field that cannot be used
   */
  public static VersionNaming read(
      String patternField,
      @Nullable String pattern,
      String zoneField,
      @Nullable String zone,
      String policyField,
      @Nullable String policy,
      VersionNaming usual)
      throws InvalidSpec {
    return new VersionNaming(
        pattern == null ? usual.pattern() : pattern(patternField, pattern),
        zone == null ? usual.zone() : zone(zoneField, zone),
        policy == null ? usual.policy() : policy(policyField, policy));
  }

  private static VersionPattern pattern(String field, String text) throws InvalidSpec {
    return switch (VersionPattern.of(text)) {
      case Read.Right<VersionPattern>(VersionPattern right) -> right;
      case Read.Wrong<VersionPattern>(String sentence) ->
          throw new InvalidSpec(field, "cannot be used: " + sentence);
    };
  }

  private static ZoneId zone(String field, String text) throws InvalidSpec {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new InvalidSpec(
          field, "is %s: write a time zone such as Asia/Seoul or UTC".formatted(text));
    }
  }

  private static VersionPolicy policy(String field, String text) throws InvalidSpec {
    return Stream.of(VersionPolicy.values())
        .filter(known -> known.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidSpec(
                    field,
                    "is %s: write %s"
                        .formatted(
                            text,
                            Arrays.stream(VersionPolicy.values())
                                .map(Enum::name)
                                .collect(Collectors.joining(", ")))));
  }
}
