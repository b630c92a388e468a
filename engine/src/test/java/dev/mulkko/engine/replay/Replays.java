package dev.mulkko.engine.replay;

import java.util.List;
import java.util.stream.Stream;

/** All of them. */
final class Replays {

  static final List<Replay> ALL =
      Stream.of(
              AbortReplays.ALL,
              PromotionReplays.ALL,
              AdoptionReplays.ALL,
              NewTemplateReplays.ALL,
              ScalingReplays.ALL,
              PauseReplays.ALL,
              GateReplays.ALL,
              DeletionReplays.ALL,
              QuietReplays.ALL)
          .flatMap(List::stream)
          .toList();

  private Replays() {}

  static Replay of(String issue) {
    return ALL.stream().filter(each -> each.issue().equals(issue)).findFirst().orElseThrow();
  }
}
