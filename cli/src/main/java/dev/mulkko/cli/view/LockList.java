package dev.mulkko.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.cli.terminal.Ink;
import dev.mulkko.cli.terminal.Table;
import dev.mulkko.kube.AnyLock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Locks, in the order of their names, those of the cluster last. */
public record LockList(List<LockRow> locks) {

  private static final List<String> HEADER =
      List.of("NAME", "KIND", "MODE", "STATE", "OWNER", "UNTIL", "HOLDS", "REASON");

  public LockList {
    locks = List.copyOf(locks);
  }

  /**
   * A list.
   *
   * @param rollouts as the API server has them
   * @param stamped whether the API server wrote who the owners are
   */
  public static LockList of(
      List<AnyLock> locks, List<JsonNode> rollouts, boolean stamped, Instant now) {
    return new LockList(
        locks.stream()
            .sorted(
                Comparator.comparing(AnyLock::ofCluster)
                    .thenComparing(lock -> Cells.of(lock.metadata().getNamespace()))
                    .thenComparing(lock -> lock.metadata().getName()))
            .map(lock -> LockRow.of(lock, rollouts, stamped, now))
            .toList());
  }

  /** As a table. */
  public String text(boolean namespaces, Ink ink) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(cells(namespaces, "NAMESPACE", HEADER));
    for (LockRow row : locks) {
      rows.add(cells(namespaces, Cells.of(row.namespace()), cells(row, ink)));
    }
    return String.join("\n", Table.lines(rows));
  }

  private static List<String> cells(boolean namespaces, String namespace, List<String> others) {
    return Stream.concat(namespaces ? Stream.of(namespace) : Stream.empty(), others.stream())
        .toList();
  }

  private static List<String> cells(LockRow row, Ink ink) {
    boolean holds = row.state().equals("Locked") || row.state().equals("Broken");
    return List.of(
        row.name(),
        row.kind(),
        row.mode(),
        holds ? ink.busy(row.state()) : row.state(),
        Cells.of(row.owner()),
        row.change() == null ? Cells.NONE : row.change().toString(),
        Cells.of(String.join(",", row.holds())),
        row.reason());
  }
}
