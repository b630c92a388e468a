package dev.mulkko.cli.view;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordSpec;
import dev.mulkko.api.v1beta1.DeploymentRecordStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What other programs get of each record of a list.
 *
 * @param name of the column
 */
record RecordField(String name, Function<DeploymentRecord, @Nullable Object> value) {

  static final List<RecordField> ALL =
      List.of(
          new RecordField("namespace", record -> record.getMetadata().getNamespace()),
          new RecordField("record", record -> record.getMetadata().getName()),
          new RecordField("rollout", of(DeploymentRecordSpec::rollout)),
          new RecordField("attempt", of(DeploymentRecordSpec::attempt)),
          new RecordField("workload", of(DeploymentRecordSpec::workload)),
          new RecordField("strategy", of(DeploymentRecordSpec::strategy)),
          new RecordField("version", of(spec -> spec.to().version())),
          new RecordField("ticket", of(spec -> spec.to().ticket())),
          new RecordField("module", of(spec -> spec.to().module())),
          new RecordField("builtAt", of(spec -> spec.to().builtAt())),
          new RecordField("revision", of(spec -> spec.to().revision())),
          new RecordField("fromVersion", of(spec -> spec.from().version())),
          new RecordField("fromRevision", of(spec -> spec.from().revision())),
          new RecordField("undo", of(DeploymentRecordSpec::undo)),
          new RecordField(
              "changedBy", of(spec -> spec.changedBy() == null ? null : spec.changedBy().name())),
          new RecordField(
              "trust", of(spec -> spec.changedBy() == null ? null : spec.changedBy().trust())),
          new RecordField("onBehalfOf", of(DeploymentRecordSpec::onBehalfOf)),
          new RecordField("startedAt", of(DeploymentRecordSpec::startedAt)),
          new RecordField("endedAt", then(DeploymentRecordStatus::endedAt)),
          new RecordField("outcome", then(DeploymentRecordStatus::outcome)),
          new RecordField("reason", then(DeploymentRecordStatus::reason)),
          new RecordField("message", then(DeploymentRecordStatus::message)),
          new RecordField("progressSeconds", then(DeploymentRecordStatus::progressSeconds)),
          new RecordField("waitingSeconds", then(DeploymentRecordStatus::waitingSeconds)),
          new RecordField("leadSeconds", then(DeploymentRecordStatus::leadSeconds)),
          new RecordField("restoreSeconds", then(DeploymentRecordStatus::restoreSeconds)),
          new RecordField("correlationId", of(DeploymentRecordSpec::correlationId)));

  private static Function<DeploymentRecord, @Nullable Object> of(
      Function<DeploymentRecordSpec, @Nullable Object> field) {
    return record -> field.apply(record.getSpec());
  }

  private static Function<DeploymentRecord, @Nullable Object> then(
      Function<DeploymentRecordStatus, @Nullable Object> field) {
    return record -> field.apply(Told.status(record));
  }

  /** As a cell; empty when there is nothing. */
  String cell(DeploymentRecord record) {
    Object value = this.value.apply(record);
    return value == null ? "" : value.toString();
  }

  /** Those that there are. */
  static Map<String, Object> all(DeploymentRecord record) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (RecordField field : ALL) {
      Object value = field.value.apply(record);
      if (value != null) {
        all.put(field.name, value);
      }
    }
    return all;
  }
}
