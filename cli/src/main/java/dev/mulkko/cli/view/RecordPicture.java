package dev.mulkko.cli.view;

import dev.mulkko.api.v1beta1.ApprovalRecord;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordSpec;
import dev.mulkko.api.v1beta1.DeploymentRecordStatus;
import dev.mulkko.api.v1beta1.GateRecord;
import dev.mulkko.api.v1beta1.RecordedVersion;
import dev.mulkko.api.v1beta1.UnlockRecord;
import dev.mulkko.cli.terminal.Branch;
import dev.mulkko.cli.terminal.Ink;
import dev.mulkko.cli.terminal.Table;
import dev.mulkko.kube.GoDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record in full.
 *
 * @param now for one that is under way
 */
public record RecordPicture(DeploymentRecord record, Instant now, Ink ink) {

  /** For other programs: the object, without what only the API server needs. */
  public static Map<String, Object> content(DeploymentRecord record) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("namespace", record.getMetadata().getNamespace());
    content.put("record", record.getMetadata().getName());
    content.put("spec", record.getSpec());
    content.put("status", Told.status(record));
    return content;
  }

  public String text() {
    DeploymentRecordStatus status = Told.status(record);
    List<Branch> parts = new ArrayList<>();
    add(parts, "facts", Table.lines(facts()));
    add(parts, "steps", Timeline.of(status.steps()).lines());
    add(parts, "metrics", Table.lines(status.gates().stream().map(this::gate).toList()));
    add(
        parts,
        "approved by",
        Table.lines(status.approvers().stream().map(RecordPicture::approval).toList()));
    UnlockRecord unlocked = status.unlocked();
    if (unlocked != null) {
      add(parts, "unlocked by " + Cells.of(Told.who(unlocked.by())), unlock(unlocked));
    }
    List<String> head = head();
    List<String> tree = new Branch("", parts).lines();
    List<String> lines = new ArrayList<>(head);
    lines.addAll(tree.subList(1, tree.size()));
    return String.join("\n", lines);
  }

  private static void add(List<Branch> parts, String title, List<String> leaves) {
    if (!leaves.isEmpty()) {
      parts.add(Branch.of(title, leaves));
    }
  }

  private List<String> head() {
    DeploymentRecordSpec spec = record.getSpec();
    DeploymentRecordStatus status = Told.status(record);
    List<String> head = new ArrayList<>();
    head.add(
        "%s   %s%s"
            .formatted(
                ink.strong("Attempt %d of Rollout %s".formatted(spec.attempt(), spec.rollout())),
                Told.outcome(record, ink),
                status.reason() == null ? "" : "   " + status.reason()));
    if (status.message() != null) {
      head.add("│  " + status.message());
    }
    return head;
  }

  private List<List<String>> facts() {
    DeploymentRecordSpec spec = record.getSpec();
    DeploymentRecordStatus status = Told.status(record);
    List<List<String>> facts = new ArrayList<>();
    fact(facts, "Deployment", spec.workload());
    fact(facts, "strategy", spec.strategy() + (spec.undo() ? ", an undo" : ""));
    version(facts, "from", spec.from());
    version(facts, "to", spec.to());
    fact(facts, "ticket", spec.to().ticket());
    fact(facts, "module", spec.to().module());
    fact(facts, "built", spec.to().builtAt());
    fact(facts, "by", Told.who(spec.changedBy()));
    fact(facts, "for", spec.onBehalfOf() == null ? null : spec.onBehalfOf() + " (claimed)");
    fact(facts, "started", spec.startedAt());
    fact(facts, "ended", status.endedAt());
    fact(facts, "took", took());
    fact(facts, "lead time", Told.seconds(status.leadSeconds()));
    fact(facts, "traffic back in", Told.seconds(status.restoreSeconds()));
    fact(facts, "correlation", spec.correlationId());
    return facts;
  }

  private String took() {
    DeploymentRecordStatus status = Told.status(record);
    return Told.duration(record)
        .map(
            all ->
                "%s: %s of progress, %s of waiting"
                    .formatted(
                        GoDuration.text(all),
                        Objects.requireNonNullElse(Told.seconds(status.progressSeconds()), "0s"),
                        Objects.requireNonNullElse(Told.seconds(status.waitingSeconds()), "0s")))
        .orElseGet(
            () ->
                GoDuration.text(Duration.ofSeconds(Told.soFar(record, now).toSeconds()))
                    + " so far");
  }

  private static void version(List<List<String>> facts, String name, RecordedVersion version) {
    fact(
        facts,
        name,
        version.version() == null
            ? version.revision()
            : "%s, revision %s".formatted(version.version(), version.revision()));
    version
        .images()
        .forEach(
            image ->
                facts.add(
                    List.of(
                        "",
                        "%s   %s%s"
                            .formatted(
                                image.container(),
                                image.image(),
                                image.digest() == null ? "" : "   " + image.digest()))));
  }

  private static void fact(List<List<String>> facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.add(List.of(name, value.toString()));
    }
  }

  private List<String> gate(GateRecord gate) {
    String last = gate.outcome();
    return List.of(
        gate.name(),
        gate.passed() + " passed",
        gate.failed() == 0 ? "0 failed" : ink.bad(gate.failed() + " failed"),
        "last " + (last.equals("Passed") ? ink.good(last) : ink.bad(last)),
        gate.value());
  }

  private static List<String> approval(ApprovalRecord approval) {
    return List.of(
        Cells.of(Told.who(approval.by())),
        "step " + approval.step(),
        approval.action(),
        approval.at().toString());
  }

  private static List<String> unlock(UnlockRecord unlocked) {
    List<String> lines = new ArrayList<>(unlocked.locks());
    lines.add(unlocked.at() + "   " + unlocked.reason());
    return lines;
  }
}
