package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.exhaustive.Setting.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** All that can happen next, in a fixed order. */
record Moves(Operator operator) {

  /**
   * @param words who does what
   * @param free whether it happens by itself; otherwise it takes from the budget
   */
  record Move(String words, boolean free, World after) {}

  List<Move> of(World world) {
    List<Move> all = new ArrayList<>();
    operator.moves(world, (words, after) -> all.add(move(world, words, true, after)));
    Nature.moves(world, (words, after) -> all.add(move(world, words, true, after)));
    if (all.isEmpty() && isStuck(world)) {
      all.add(move(world, "much time passes", true, muchLater(world)));
    }
    for (Act act : world.setting().acts()) {
      act.in(world).ifPresent(after -> all.add(move(world, act.words(), false, after)));
    }
    if (world.budget().faults() > 0) {
      faults(world, all);
    }
    return all;
  }

  private static void faults(World world, List<Move> all) {
    Budget left = world.budget();
    Budget less = new Budget(left.acts(), left.faults() - 1, left.harm());
    World died = Operator.died(world);
    if (!died.equals(world)) {
      all.add(new Move("operator: dies and starts again", false, died.with(less)));
    }
    if (world.pass() instanceof Pass.Writing) {
      World failed = world.with(Pass.IDLE).with(less);
      all.add(new Move("operator: its write fails", false, failed));
    }
  }

  /** A deadline is over, at the earliest when nobody has anything to do. */
  private static boolean isStuck(World world) {
    return world.rollout().exists()
        && world.memory().progress() != null
        && !muchLater(world).equals(world);
  }

  private static World muchLater(World world) {
    return world.with(world.rollout().with(Clock.muchLater(world.memory())));
  }

  /** Whoever changes an object that the operator is about to write makes that a conflict. */
  private static Move move(World before, String words, boolean free, World after) {
    boolean conflict =
        before.pass() instanceof Pass.Writing(var action, _, _)
            && after.pass() instanceof Pass.Writing
            && !Objects.equals(Operator.guard(before, action), Operator.guard(after, action));
    return new Move(words, free, conflict ? withConflict(after) : after);
  }

  private static World withConflict(World world) {
    return world.pass() instanceof Pass.Writing(var action, var next, _)
        ? world.with(new Pass.Writing(action, next, true))
        : world;
  }
}
