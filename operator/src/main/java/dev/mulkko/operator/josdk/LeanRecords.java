package dev.mulkko.operator.josdk;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordStatus;
import java.util.List;

/** Records that are closed, without what only people read: there are many of them. */
final class LeanRecords {

  private LeanRecords() {}

  static DeploymentRecord of(DeploymentRecord record) {
    DeploymentRecordStatus status = record.getStatus();
    if (status != null && status.outcome() != null) {
      record.setStatus(
          new DeploymentRecordStatus(
              status.outcome(),
              null,
              null,
              status.endedAt(),
              null,
              null,
              status.leadSeconds(),
              status.restoreSeconds(),
              List.of(),
              List.of(),
              List.of(),
              null,
              status.totals()));
    }
    return record;
  }
}
