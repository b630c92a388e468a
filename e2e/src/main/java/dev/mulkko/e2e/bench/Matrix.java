package dev.mulkko.e2e.bench;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.demo.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All plays on one cluster, a few beside each other. */
record Matrix(Lab lab, Slices slices) {

  /** One operator for all, as in a user's cluster; where it is killed, each play has its own. */
  List<Cell> run() {
    Map<Boolean, List<Play>> plays =
        plays().stream().collect(Collectors.partitioningBy(Play::killsOperator));
    List<Cell> cells = new ArrayList<>();
    try (OperatorProcess shared = OperatorProcess.start(lab)) {
      cells.addAll(run(plays.getOrDefault(false, List.of()), shared));
    }
    cells.addAll(run(plays.getOrDefault(true, List.of()), null));
    return cells;
  }

  private List<Cell> run(List<Play> plays, @Nullable OperatorProcess shared) {
    return Lanes.run(slices.lanes(), plays, play -> run(play, shared)).stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<Cell> run(Play play, @Nullable OperatorProcess shared) {
    List<Cell> cells = play.run(lab, shared);
    cells.forEach(cell -> Say.line("%s", cell.line()));
    return cells;
  }

  /** The Service with an impolite app too, whose losses are shown and not counted. */
  private List<Play> plays() {
    List<Play> plays = new ArrayList<>();
    for (Case which : slices.cases()) {
      for (Router router : slices.routers()) {
        plays.add(new Play(router, which, true));
        if (router.isByPods()) {
          plays.add(new Play(router, which, false));
        }
      }
    }
    return plays;
  }
}
