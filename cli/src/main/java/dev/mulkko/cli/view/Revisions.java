package dev.mulkko.cli.view;

import dev.mulkko.cli.terminal.Ink;
import dev.mulkko.cli.terminal.Table;
import dev.mulkko.kube.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The revisions that are kept, the newest first. */
public record Revisions(String rollout, List<Revision> revisions) {

  public Revisions {
    revisions = List.copyOf(revisions);
  }

  public static Revisions of(Snapshot seen) {
    return new Revisions(seen.name(), Revision.of(seen));
  }

  public String text(Instant now, Ink ink) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NUMBER", "REVISION", "STATE", "IMAGES", "AGE", "CHANGED-BY", "WHY"));
    for (Revision revision : revisions) {
      rows.add(
          List.of(
              revision.number() == null ? Cells.NONE : String.valueOf(revision.number()),
              revision.revision(),
              state(revision.state(), ink),
              Cells.of(String.join(",", revision.images())),
              Cells.age(revision.created(), now),
              Cells.of(revision.changedBy()),
              Cells.of(revision.why())));
    }
    return String.join("\n", Table.lines(rows));
  }

  static String state(Revision.State state, Ink ink) {
    return switch (state) {
      case Stable -> ink.good(state.name());
      case Canary -> ink.busy(state.name());
      case Refused -> ink.bad(state.name());
      case History -> ink.faint(state.name());
    };
  }
}
