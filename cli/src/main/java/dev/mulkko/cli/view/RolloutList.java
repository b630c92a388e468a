package dev.mulkko.cli.view;

import dev.mulkko.cli.terminal.Ink;
import dev.mulkko.cli.terminal.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All Rollouts of a namespace, or of all, in the order of their names. */
public record RolloutList(List<RolloutRow> rollouts) {

  private static final List<String> HEADER =
      List.of("NAME", "STRATEGY", "PHASE", "STEP", "WEIGHT", "STABLE", "CANARY", "READY", "AGE");

  /** Only where something is locked. */
  private static final String LOCKED = "LOCKED";

  public RolloutList {
    rollouts = List.copyOf(rollouts);
  }

  public static RolloutList of(List<RolloutRow> rows) {
    return new RolloutList(rows.stream().sorted(RolloutList::inOrder).toList());
  }

  /** Comparators that are put together are not in the cache of loaded classes. */
  private static int inOrder(RolloutRow one, RolloutRow other) {
    int namespaces = Cells.of(one.namespace()).compareTo(Cells.of(other.namespace()));
    return namespaces != 0 ? namespaces : one.name().compareTo(other.name());
  }

  /**
   * As a table.
   *
   * @param namespaces whether to name them
   * @param wide with the reason and the sentence
   */
  public String text(boolean namespaces, boolean wide, Instant now, Ink ink) {
    List<List<String>> rows = new ArrayList<>();
    boolean locked = rollouts.stream().anyMatch(row -> !row.lockedBy().isEmpty());
    rows.add(
        cells(
            namespaces,
            wide,
            "NAMESPACE",
            locked ? with(HEADER, LOCKED) : HEADER,
            List.of("REASON", "MESSAGE")));
    for (RolloutRow row : rollouts) {
      rows.add(
          cells(
              namespaces,
              wide,
              Cells.of(row.namespace()),
              locked ? with(cells(row, now, ink), locks(row)) : cells(row, now, ink),
              List.of(Cells.of(row.reason()), Cells.of(row.message()))));
    }
    return String.join("\n", Table.lines(rows));
  }

  private static List<String> cells(
      boolean namespaces, boolean wide, String namespace, List<String> middle, List<String> more) {
    Stream<String> first = namespaces ? Stream.of(namespace) : Stream.empty();
    Stream<String> last = wide ? more.stream() : Stream.empty();
    return Stream.of(first, middle.stream(), last).flatMap(cells -> cells).toList();
  }

  private static List<String> with(List<String> cells, String last) {
    return Stream.concat(cells.stream(), Stream.of(last)).toList();
  }

  /** Without their kind, which {@code locks} tells. */
  private static String locks(RolloutRow row) {
    return Cells.of(
        row.lockedBy().stream()
            .map(lock -> lock.substring(lock.indexOf(' ') + 1))
            .collect(Collectors.joining(",")));
  }

  private static List<String> cells(RolloutRow row, Instant now, Ink ink) {
    return List.of(
        row.name(),
        Cells.of(row.strategy()),
        Cells.phase(row.phase(), ink),
        Cells.of(row.step()),
        Cells.of(row.weight()),
        Cells.of(row.stable()),
        Cells.of(row.canary()),
        Cells.of(row.ready()),
        Cells.age(row.created(), now));
  }
}
