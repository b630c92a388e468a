package dev.mulkko.cli.view;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordSpec;
import dev.mulkko.api.v1beta1.DeploymentRecordStatus;
import dev.mulkko.cli.terminal.Ages;
import dev.mulkko.cli.terminal.Csv;
import dev.mulkko.cli.terminal.Ink;
import dev.mulkko.cli.terminal.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Records of attempts, the newest first. */
public record RecordList(List<DeploymentRecord> records) {

  private static final Comparator<DeploymentRecord> NEWEST_FIRST =
      Comparator.comparing((DeploymentRecord record) -> record.getSpec().startedAt())
          .thenComparingLong(record -> record.getSpec().attempt())
          .reversed()
          .thenComparing(record -> record.getMetadata().getName())
          .thenComparing(
              record -> Objects.requireNonNullElse(record.getMetadata().getNamespace(), ""));

  private static final List<String> HEADER =
      List.of("ROLLOUT", "ATTEMPT", "VERSION", "OUTCOME", "BY", "STARTED", "DURATION", "REASON");
  private static final List<String> MORE =
      List.of("RECORD", "STRATEGY", "FROM", "FOR", "AT", "MESSAGE");

  public RecordList {
    records = records.stream().sorted(NEWEST_FIRST).toList();
  }

  /** The newest alone; all when the limit is 0. */
  public RecordList newest(int limit) {
    return limit == 0 ? this : new RecordList(records.stream().limit(limit).toList());
  }

  /** For other programs. */
  public Map<String, Object> rows() {
    return Map.of("records", records.stream().map(RecordField::all).toList());
  }

  /** The same columns as rows have, whether or not any record fills them. */
  public String csv() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(RecordField.ALL.stream().map(RecordField::name).toList());
    for (DeploymentRecord record : records) {
      rows.add(RecordField.ALL.stream().map(field -> field.cell(record)).toList());
    }
    return Csv.text(rows);
  }

  /**
   * As a table.
   *
   * @param namespaces whether to name them
   * @param wide with what else people ask for
   */
  public String text(boolean namespaces, boolean wide, Instant now, Ink ink) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(namespaces ? "NAMESPACE" : "", HEADER, wide ? MORE : List.of()));
    for (DeploymentRecord record : records) {
      rows.add(
          row(
              namespaces ? Cells.of(record.getMetadata().getNamespace()) : "",
              cells(record, now, ink),
              wide ? more(record) : List.of()));
    }
    return String.join("\n", Table.lines(rows));
  }

  private static List<String> row(String namespace, List<String> cells, List<String> more) {
    List<String> row = new ArrayList<>(namespace.isEmpty() ? List.of() : List.of(namespace));
    row.addAll(cells);
    row.addAll(more);
    return row;
  }

  private static List<String> cells(DeploymentRecord record, Instant now, Ink ink) {
    DeploymentRecordSpec spec = record.getSpec();
    return List.of(
        spec.rollout(),
        String.valueOf(spec.attempt()),
        Told.version(spec.to()),
        Told.outcome(record, ink),
        Cells.of(Told.who(spec.changedBy())),
        Cells.age(spec.startedAt(), now),
        Told.duration(record)
            .map(Ages::of)
            .orElseGet(() -> Ages.of(Told.soFar(record, now)) + " so far"),
        Cells.of(Told.status(record).reason()));
  }

  private static List<String> more(DeploymentRecord record) {
    DeploymentRecordSpec spec = record.getSpec();
    DeploymentRecordStatus status = Told.status(record);
    return List.of(
        record.getMetadata().getName(),
        spec.strategy(),
        Told.version(spec.from()),
        Cells.of(spec.onBehalfOf()),
        spec.startedAt().toString(),
        Cells.of(status.message()));
  }
}
