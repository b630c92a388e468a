package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.exhaustive.Moves.Move;
import java.util.Optional;

/** What is asked of each move, and of the state that it leads to. */
final class Laws {

  private Laws() {}

  static Optional<String> broken(World before, Move move) {
    try {
      check(before, move);
      return Optional.empty();
    } catch (Broken broken) {
      return Optional.ofNullable(broken.getMessage());
    }
  }

  private static void check(World before, Move move) {
    World after = move.after();
    if (before.pass() instanceof Pass.Idle) {
      switch (after.pass()) {
        case Pass.Idle _ -> {}
        case Pass.Writing(var action, var next, _) -> {
          WriteLaw.decides(before, action);
          MemoryLaw.check(before, next);
        }
        case Pass.Storing(var next) -> MemoryLaw.check(before, next);
      }
    }
    if (before.pass() instanceof Pass.Writing(var action, _, var conflict)
        && !conflict
        && move.free()
        && !(after.pass() instanceof Pass.Writing)) {
      WriteLaw.writes(before, action);
    }
    StateLaw.check(after);
  }
}
