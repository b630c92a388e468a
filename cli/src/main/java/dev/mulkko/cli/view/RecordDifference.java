package dev.mulkko.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mulkko.api.v1beta1.ApprovalRecord;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordSpec;
import dev.mulkko.api.v1beta1.DeploymentRecordStatus;
import dev.mulkko.api.v1beta1.RecordedVersion;
import dev.mulkko.cli.terminal.Table;
import dev.mulkko.kube.GoDuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What two records tell differently. */
public record RecordDifference(String one, String other, List<Difference> differences) {

  public RecordDifference {
    differences = List.copyOf(differences);
  }

  /** What one of them does not tell is null. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Difference(String field, @Nullable String one, @Nullable String other) {}

  public static RecordDifference of(DeploymentRecord one, DeploymentRecord other) {
    Map<String, @Nullable String> first = told(one);
    Map<String, @Nullable String> second = told(other);
    Set<String> fields = new LinkedHashSet<>(first.keySet());
    fields.addAll(second.keySet());
    return new RecordDifference(
        one.getMetadata().getName(),
        other.getMetadata().getName(),
        fields.stream()
            .map(field -> new Difference(field, first.get(field), second.get(field)))
            .filter(difference -> !Objects.equals(difference.one, difference.other))
            .toList());
  }

  public String text() {
    if (differences.isEmpty()) {
      return "%s and %s tell the same.".formatted(one, other);
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", one, other));
    differences.forEach(
        difference ->
            rows.add(
                List.of(difference.field, Cells.of(difference.one), Cells.of(difference.other))));
    return String.join("\n", Table.lines(rows));
  }

  /** All that is worth a look, by what it is called; what is not told keeps its place. */
  private static Map<String, @Nullable String> told(DeploymentRecord record) {
    DeploymentRecordSpec spec = record.getSpec();
    DeploymentRecordStatus status = Told.status(record);
    Map<String, @Nullable String> told = new LinkedHashMap<>();
    put(told, "Rollout", spec.rollout());
    put(told, "Deployment", spec.workload());
    put(told, "strategy", spec.strategy());
    put(told, "undo", spec.undo() ? "yes" : "no");
    version(told, "from", spec.from());
    version(told, "to", spec.to());
    put(told, "ticket", spec.to().ticket());
    put(told, "module", spec.to().module());
    put(told, "built", spec.to().builtAt());
    put(told, "by", Told.who(spec.changedBy()));
    put(told, "for", spec.onBehalfOf());
    put(told, "started", spec.startedAt());
    put(told, "outcome", status.outcome() == null ? Ended.UnderWay : status.outcome());
    put(told, "reason", status.reason());
    put(told, "took", Told.duration(record).map(GoDuration::text).orElse(null));
    put(told, "progress", Told.seconds(status.progressSeconds()));
    put(told, "waiting", Told.seconds(status.waitingSeconds()));
    put(told, "lead time", Told.seconds(status.leadSeconds()));
    put(told, "traffic back in", Told.seconds(status.restoreSeconds()));
    status
        .steps()
        .forEach(
            step -> put(told, "step " + step.step(), Told.seconds(step.left() - step.entered())));
    status
        .gates()
        .forEach(
            gate ->
                put(
                    told,
                    "metric " + gate.name(),
                    "%d passed, %d failed, last %s %s"
                        .formatted(gate.passed(), gate.failed(), gate.outcome(), gate.value())));
    put(told, "approved by", approvers(status));
    put(told, "unlocked", status.unlocked() == null ? null : status.unlocked().reason());
    return told;
  }

  private static void version(
      Map<String, @Nullable String> told, String name, RecordedVersion version) {
    put(told, name, version.version());
    put(told, name + " revision", version.revision());
    version
        .images()
        .forEach(
            image ->
                put(
                    told,
                    name + " image of " + image.container(),
                    image.digest() == null ? image.image() : image.image() + " " + image.digest()));
  }

  private static @Nullable String approvers(DeploymentRecordStatus status) {
    return status.approvers().isEmpty()
        ? null
        : status.approvers().stream()
            .map(ApprovalRecord::by)
            .map(by -> Cells.of(Told.who(by)))
            .collect(Collectors.joining(", "));
  }

  private static void put(
      Map<String, @Nullable String> told, String field, @Nullable Object value) {
    told.put(field, value == null ? null : value.toString());
  }
}
