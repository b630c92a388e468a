package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.exhaustive.Moves.Move;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All states that can be reached from one, the nearest first, and the ways between them.
 *
 * <p>That all comes to rest is asked of the graph itself, see {@link #circle}.
 */
final class Graph {
  private final Moves moves;
  private final States states;
  private final Ints parents = new Ints();

  /**
   * Where what happens by itself leads to; those of a state begin at its number in {@code from}.
   */
  private final Ints free = new Ints();

  private final Ints from = new Ints();
  private long transitions;
  private Optional<Tale> violation = Optional.empty();
  private Optional<Tale> livelock = Optional.empty();

  private Graph(Moves moves, Setting setting) {
    this.moves = moves;
    this.states = new States(setting);
  }

  /** Ends at the first thing that must not be: there is no shorter way to one. */
  static Graph of(Setting setting, Function<Observation, Plan> law) {
    Graph graph = new Graph(new Moves(new Operator(law)), setting);
    graph.add(Settings.attached(setting), -1);
    for (int at = 0; at < graph.states.size() && graph.violation.isEmpty(); at++) {
      graph.expand(at);
    }
    if (graph.violation.isEmpty()) {
      graph.from.add(graph.free.size());
      graph.livelock = graph.circle();
    }
    return graph;
  }

  private void expand(int at) {
    World world = states.get(at);
    from.add(free.size());
    boolean rests = true;
    for (Move move : moves.of(world)) {
      transitions++;
      Optional<String> broken = Laws.broken(world, move);
      if (broken.isPresent()) {
        List<Move> path = pathTo(at);
        path.add(move);
        violation =
            Optional.of(new Tale(Names.in(move.after(), broken.get()), states.get(0), path));
        return;
      }
      int next = add(move.after(), at);
      if (move.free()) {
        rests = false;
        free.add(next);
      }
    }
    if (rests) {
      violation =
          RestLaw.broken(world)
              .map(why -> new Tale(Names.in(world, why), states.get(0), pathTo(at)));
    }
  }

  private int add(World world, int parent) {
    int number = states.add(world);
    if (number == parents.size()) {
      parents.add(parent);
    }
    return number;
  }

  private List<Move> pathTo(int state) {
    List<Integer> path = new ArrayList<>();
    for (int at = state; at >= 0; at = parents.get(at)) {
      path.addFirst(at);
    }
    return along(path);
  }

  private List<Move> along(List<Integer> path) {
    List<Move> all = new ArrayList<>();
    for (int i = 1; i < path.size(); i++) {
      World next = states.get(path.get(i));
      moves.of(states.get(path.get(i - 1))).stream()
          .filter(move -> move.after().equals(next))
          .findFirst()
          .ifPresent(all::add);
    }
    return all;
  }

  /**
   * A way by which nothing but what happens by itself leads back to where it began. Where there is
   * none, and each move that is not free takes from a budget, all that happens ends after finitely
   * many moves, whoever is slow and in whatever order: no fairness is asked of anybody, only that
   * something happens while something can. And where it ends, {@link RestLaw} was asked.
   */
  private Optional<Tale> circle() {
    byte[] met = new byte[states.size()];
    int[] next = new int[states.size()];
    int[] path = new int[states.size()];
    for (int root = 0; root < met.length; root++) {
      if (met[root] != 0) {
        continue;
      }
      int depth = 0;
      path[0] = root;
      met[root] = 1;
      while (depth >= 0) {
        int at = path[depth];
        int way = from.get(at) + next[at]++;
        if (way == from.get(at + 1)) {
          met[at] = 2;
          depth--;
          continue;
        }
        int to = free.get(way);
        if (met[to] == 1) {
          return Optional.of(told(path, depth, to));
        }
        if (met[to] == 0) {
          met[to] = 1;
          path[++depth] = to;
        }
      }
    }
    return Optional.empty();
  }

  private Tale told(int[] path, int depth, int back) {
    List<Integer> round = new ArrayList<>(List.of(back));
    for (int i = depth; path[i] != back; i--) {
      round.add(1, path[i]);
    }
    round.add(back);
    List<Move> all = pathTo(back);
    String moral = "it never comes to rest: the last %d moves go round".formatted(round.size() - 1);
    all.addAll(along(round));
    return new Tale(moral, states.get(0), all);
  }

  int states() {
    return states.size();
  }

  long transitions() {
    return transitions;
  }

  /** What must never be, or not be at rest. */
  Optional<Tale> violation() {
    return violation;
  }

  Optional<Tale> livelock() {
    return livelock;
  }

  Optional<Tale> wrong() {
    return violation.or(() -> livelock);
  }
}
