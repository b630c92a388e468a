package dev.mulkko.kube.replay;

import java.util.function.Consumer;

/** Plays a replay by its name, with the classes that were loaded together with this one. */
public final class Player implements Consumer<String> {

  @Override
  public void accept(String issue) {
    Replays.ALL.stream()
        .filter(replay -> replay.issue().equals(issue))
        .findFirst()
        .orElseThrow()
        .plot()
        .run();
  }
}
