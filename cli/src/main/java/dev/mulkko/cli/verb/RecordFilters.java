package dev.mulkko.cli.verb;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.cli.cluster.RecordQuery;
import dev.mulkko.cli.view.Ended;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which records are meant. */
final class RecordFilters {

  @Option(
      names = "--who",
      paramLabel = "USER",
      description = "Those of this user, as the record names it.")
  private @Nullable String who;

  @Option(names = "--ticket", paramLabel = "TICKET", description = "Those of this ticket.")
  private @Nullable String ticket;

  @Option(names = "--module", paramLabel = "MODULE", description = "Those of this module.")
  private @Nullable String module;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "Those that ended so: ${COMPLETION-CANDIDATES}.")
  private @Nullable Ended outcome;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      converter = SinceConverter.class,
      description = "Those that began no longer ago, such as 12h or 7d.")
  private @Nullable Duration since;

  /** What the API server finds by itself: the rest need not be sent. */
  RecordQuery query(@Nullable String rollout) {
    return new RecordQuery(
        rollout, who, ticket, module, outcome == null ? null : outcome.inStatus());
  }

  /** What it has no field for. */
  boolean accepts(DeploymentRecord record, Instant now) {
    return since == null || !record.getSpec().startedAt().isBefore(now.minus(since));
  }
}
