package dev.mulkko.cli.view;

import dev.mulkko.api.v1beta1.StepRecord;
import dev.mulkko.cli.terminal.Table;
import java.util.List;

/** The steps of an attempt, each with a bar from when it was entered until it was left. */
record Timeline(List<StepRecord> steps, long end) {

  private static final int WIDTH = 40;
  private static final String COMES = "░";
  private static final String STAYS = "█";

  Timeline {
    steps = List.copyOf(steps);
  }

  static Timeline of(List<StepRecord> steps) {
    return new Timeline(
        steps, Math.max(1, steps.stream().mapToLong(StepRecord::left).max().orElse(1)));
  }

  /** Light while its share was on its way, dark from when it had settled. */
  List<String> lines() {
    return Table.lines(steps.stream().map(this::cells).toList());
  }

  private List<String> cells(StepRecord step) {
    return List.of(
        step.step(),
        step.weight() + "%",
        "at " + Told.seconds(step.entered()),
        "for " + Told.seconds(step.left() - step.entered()),
        bar(step));
  }

  private String bar(StepRecord step) {
    int from = Math.min(place(step.entered()), WIDTH - 1);
    int to = Math.max(from + 1, place(step.left()));
    Long reached = step.reached();
    int settled = reached == null ? to : Math.clamp(place(reached), from, to - 1);
    return " ".repeat(from) + COMES.repeat(settled - from) + STAYS.repeat(to - settled);
  }

  private int place(long seconds) {
    return (int) (seconds * WIDTH / end);
  }
}
