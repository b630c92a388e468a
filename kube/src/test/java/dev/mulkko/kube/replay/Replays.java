package dev.mulkko.kube.replay;

import java.util.List;
import java.util.stream.Stream;

/** All of them. */
final class Replays {

  static final List<Replay> ALL =
      Stream.of(WeightReplays.ALL, RuleReplays.ALL, OtherReplays.ALL, StaleReplays.ALL)
          .flatMap(List::stream)
          .toList();

  private Replays() {}
}
