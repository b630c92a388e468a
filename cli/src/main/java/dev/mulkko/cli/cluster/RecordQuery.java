package dev.mulkko.cli.cluster;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which records the API server is asked for. Null asks for all.
 *
 * @param outcome as it stands in the status; empty asks for those that have none yet
 */
public record RecordQuery(
    @Nullable String rollout,
    @Nullable String who,
    @Nullable String ticket,
    @Nullable String module,
    @Nullable String outcome) {

  /** What one answer holds at most: a server that sends all at once needs memory for all. */
  private static final int PAGE = 500;

  /**
   * As the end of a path.
   *
   * @param next where the page before ended; empty for the first
   */
  String text(String next) {
    String fields =
        Stream.of(
                field("spec.rollout", rollout),
                field("spec.changedBy.name", who),
                field("spec.to.ticket", ticket),
                field("spec.to.module", module),
                field("status.outcome", outcome))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(","));
    return "?limit="
        + PAGE
        + (fields.isEmpty() ? "" : "&fieldSelector=" + encoded(fields))
        + (next.isEmpty() ? "" : "&continue=" + encoded(next));
  }

  /** Commas, equals signs and backslashes of a value would end it. */
  private static @Nullable String field(String path, @Nullable String value) {
    return value == null ? null : path + "=" + value.replaceAll("[\\\\,=]", "\\\\$0");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
