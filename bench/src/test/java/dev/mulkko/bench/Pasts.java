package dev.mulkko.bench;

import dev.mulkko.engine.judge.History;
import dev.mulkko.engine.judge.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What stable did before the rollout, as a Prometheus remembers it. */
record Pasts(Traffic traffic) implements JudgeRule.Histories {

  private static final int PIECE = 15;
  private static final int PIECES = 120;

  @Override
  public History draw(SplittableRandom random) {
    World world = traffic.draw(random, PIECE * PIECES);
    List<Tally> pieces = new ArrayList<>();
    for (int end = PIECE; end <= world.seconds(); end += PIECE) {
      int all = 0;
      int bad = 0;
      for (int pod = 1; pod < world.pods(); pod++) {
        all += world.all()[pod][end] - world.all()[pod][end - PIECE];
        bad += world.bad()[pod][end] - world.bad()[pod][end - PIECE];
      }
      pieces.add(new Tally(all, bad));
    }
    return History.of(pieces);
  }

  /** Nothing remembers stable, but it was read for some seconds before the canary had traffic. */
  record Watched(Traffic traffic, int seconds) implements JudgeRule.Histories {
    @Override
    public History draw(SplittableRandom random) {
      World world = traffic.draw(random, seconds);
      History history = History.EMPTY;
      for (int t = 1; t <= seconds; t++) {
        int all = 0;
        int bad = 0;
        for (int pod = 1; pod < world.pods(); pod++) {
          all += world.all()[pod][t] - world.all()[pod][t - 1];
          bad += world.bad()[pod][t] - world.bad()[pod][t - 1];
        }
        history = history.and(new Tally(all, bad), 1);
      }
      return history;
    }
  }
}
