package dev.mulkko.e2e.observer;

import dev.mulkko.e2e.observer.invariant.Contract;
import dev.mulkko.e2e.observer.invariant.Invariant;
import dev.mulkko.e2e.observer.world.Change;
import dev.mulkko.e2e.observer.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Goes through the changes of a namespace one by one, asks every rule at each, and tells it. */
final class Review {

  private final Story story = new Story();
  private final List<Violation> violations = new ArrayList<>();
  private Set<Object> standing = new HashSet<>();
  private World world = World.EMPTY;
  private int revisions;

  /** What was there before anybody looked: it is no transition, so nothing can be asked of it. */
  void begin(Change change) {
    world = world.with(change, "");
  }

  /** One revision later. */
  void add(Change change, String by) {
    World before = world;
    world = before.with(change, by);
    revisions++;
    story.tell(before, world, change);
    Set<Object> broken = new HashSet<>();
    for (Invariant invariant : Contract.ALL) {
      invariant.broken(before, world).forEach(what -> note(broken, invariant, what));
    }
    standing = broken;
  }

  /** Nothing more is expected to happen. */
  List<Violation> atEnd() {
    return Contract.ALL.stream()
        .flatMap(
            i ->
                i.brokenAtEnd(world).map(what -> new Violation(i, world.revision(), what, lines())))
        .toList();
  }

  /** Something that stays broken is told once. */
  private void note(Set<Object> broken, Invariant invariant, String what) {
    List<Object> breach = List.of(invariant.name(), what);
    if (broken.add(breach) && !standing.contains(breach)) {
      violations.add(new Violation(invariant, world.revision(), what, lines()));
      story.tell("%s is broken: %s".formatted(invariant.name(), what));
    }
  }

  private int lines() {
    return story.lines().size();
  }

  Stream<Violation> violations() {
    return violations.stream();
  }

  Story story() {
    return story;
  }

  int revisions() {
    return revisions;
  }
}
