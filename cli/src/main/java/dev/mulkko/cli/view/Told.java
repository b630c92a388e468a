package dev.mulkko.cli.view;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordStatus;
import dev.mulkko.api.v1beta1.RecordedBy;
import dev.mulkko.api.v1beta1.RecordedVersion;
import dev.mulkko.cli.terminal.Ink;
import dev.mulkko.kube.GoDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How people are told what stands in a record. */
final class Told {

  private static final DeploymentRecordStatus NOTHING_YET =
      new DeploymentRecordStatus(
          null, null, null, null, null, null, null, null, List.of(), List.of(), List.of(), null,
          null);

  private Told() {}

  static DeploymentRecordStatus status(DeploymentRecord record) {
    @Nullable DeploymentRecordStatus status = record.getStatus();
    return status == null ? NOTHING_YET : status;
  }

  /** By what people call it, or else by what its pods are called. */
  static String version(RecordedVersion version) {
    String text = version.version();
    return text == null ? version.revision() : text;
  }

  /** Nobody but the API server can vouch for a name. */
  static @Nullable String who(@Nullable RecordedBy by) {
    if (by == null) {
      return null;
    }
    return by.trust().equals("Stamped") ? by.name() : by.name() + " (claimed)";
  }

  static String outcome(DeploymentRecord record, Ink ink) {
    String outcome = status(record).outcome();
    if (outcome == null) {
      return ink.busy(Ended.UnderWay.name());
    }
    return switch (outcome) {
      case "Promoted" -> ink.good(outcome);
      case "RolledBack" -> ink.bad(outcome);
      default -> outcome;
    };
  }

  /** From its beginning to its end; empty while it is under way. */
  static Optional<Duration> duration(DeploymentRecord record) {
    DeploymentRecordStatus status = status(record);
    return status.outcome() == null
        ? Optional.empty()
        : Optional.of(length(status.progressSeconds()).plus(length(status.waitingSeconds())));
  }

  static Duration soFar(DeploymentRecord record, Instant now) {
    return Duration.between(record.getSpec().startedAt(), now);
  }

  /** As a user would write it; null when it is not told. */
  static @Nullable String seconds(@Nullable Long seconds) {
    return seconds == null ? null : GoDuration.text(Duration.ofSeconds(seconds));
  }

  private static Duration length(@Nullable Long seconds) {
    return Duration.ofSeconds(seconds == null ? 0 : seconds);
  }
}
