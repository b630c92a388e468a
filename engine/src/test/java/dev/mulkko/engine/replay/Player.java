package dev.mulkko.engine.replay;

import dev.mulkko.engine.Planner;
import java.util.function.Consumer;

/** Plays a replay by its name, with the planner that was loaded together with this class. */
public final class Player implements Consumer<String> {

  @Override
  public void accept(String issue) {
    Replays.of(issue).play(Planner::plan);
  }
}
