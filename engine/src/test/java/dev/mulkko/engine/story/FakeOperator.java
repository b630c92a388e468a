package dev.mulkko.engine.story;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Drift;
import dev.mulkko.engine.plan.LetGo;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.Written;
import dev.mulkko.engine.plan.gate.Question;
import dev.mulkko.engine.plan.gate.Questions;
import dev.mulkko.engine.plan.probe.Looks;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operator's passes: look, plan, at most one write, then the memory. It runs when something
 * changed or when the last plan asked for it, and it can be killed anywhere.
 */
final class FakeOperator {

  /** Where the next death is. */
  enum Death {
    NONE,
    BEFORE_WRITE,
    BEFORE_MEMORY
  }

  private final World world;
  private final Law law;
  private final View view;
  private final ClusterWriter writer;
  private final Invariants invariants;
  private Written written = Written.nothing();
  private long seenVersion = -1;
  private Instant recheck = Instant.MAX;
  private Instant downUntil = Instant.MIN;
  private Duration deathLasts = Duration.ZERO;
  private int writesUntilDeath = -1;
  private boolean wasDown;
  private boolean knowsRollout;
  private Death death = Death.NONE;

  boolean idle;

  /** How often it has looked. */
  int passes;

  FakeOperator(World world, Law law, double lateness, Invariants invariants) {
    this.world = world;
    this.law = law;
    this.view = new View(world, lateness);
    this.invariants = invariants;
    this.writer = new ClusterWriter(world);
  }

  void seesLate(double often) {
    view.late(often);
  }

  /** What it may see once more is the Deployment as it is now. */
  void keepsDeployment() {
    view.keep();
  }

  void seesKeptDeployment(Duration length) {
    view.seeKept(world.now.plus(length));
    seenVersion = -1;
  }

  void dieAt(int write, Death how, Duration length) {
    writesUntilDeath = write;
    death = how;
    deathLasts = length;
  }

  void down(Duration length) {
    downUntil = world.now.plus(length);
    world.journal.note("operator", "is down for " + length.toSeconds() + " s");
    seenVersion = -1;
  }

  /** A look without a reason must change nothing. */
  void wake() {
    seenVersion = -1;
  }

  boolean isDown() {
    return world.now.isBefore(downUntil);
  }

  /** Makes a pass if there is a reason for one. */
  void turn() {
    boolean due = world.version != seenVersion || !world.now.isBefore(recheck);
    if (wasDown && !isDown()) {
      view.refresh();
      world.rollout.forgetSight();
      written = Written.nothing();
    }
    wasDown = isDown();
    if (isDown()) {
      invariants.operatorIsDown();
      knowsRollout = false;
    } else if (!world.rollout.exists) {
      letGo();
    } else if (due) {
      knowsRollout = true;
      pass();
      invariants.afterPass();
    }
  }

  private void pass() {
    passes++;
    Observation seen = view.look();
    Plan plan = Drift.tempered(law.plan(seen), written, seen, _ -> Optional.empty());
    seenVersion = view.behind() ? -1 : world.version;
    recheck = plan.recheck().map(world.now::plus).orElse(Instant.MAX);
    idle = plan.action().isEmpty() && plan.memory().equals(world.rollout.memory);
    if (plan.action().isPresent()) {
      act(plan);
    } else if (dies(Death.BEFORE_MEMORY, !idle)) {
      world.journal.decided(plan, "");
      world.journal.note("operator", "is killed before its memory is stored");
    } else {
      world.journal.decided(plan, "");
      store(plan);
    }
    Scene.of(seen.with(plan.memory())).ifPresent(this::ask);
  }

  /** As the shell does after every pass. */
  private void ask(Scene scene) {
    List<Question> due = Questions.due(scene);
    view.ask(due);
    if (!due.isEmpty()) {
      seenVersion = -1;
    }
    boolean looks = Looks.next(scene).filter(left -> !left.isPositive()).isPresent();
    if (looks) {
      Looks.wanted(scene).ifPresent(view::look);
      seenVersion = -1;
    }
    Stream.concat(Questions.next(scene).stream(), Looks.next(scene).filter(_ -> !looks).stream())
        .min(Comparator.naturalOrder())
        .map(world.now::plus)
        .filter(next -> next.isBefore(recheck))
        .ifPresent(next -> recheck = next);
  }

  /** A Rollout that was known is gone. */
  private void letGo() {
    if (knowsRollout && world.deployment != null) {
      LetGo letGo = LetGo.of(view.look());
      world.rollout.seenOff = !view.behind();
      for (Action action : letGo.actions()) {
        if (view.conflicts(action)) {
          world.rollout.seenOff = false;
        } else {
          world.journal.act(action, "the Rollout is deleted");
          writer.apply(action);
          view.wrote(action);
        }
      }
      letGo.note().ifPresent(note -> world.journal.note("operator", note.message()));
    }
    knowsRollout = false;
  }

  private void act(Plan plan) {
    if (view.conflicts(plan.action().orElseThrow())) {
      world.journal.decided(plan, " (refused: conflict)");
      seenVersion = -1;
      return;
    }
    if (dies(Death.BEFORE_WRITE, true)) {
      world.journal.note("operator", "is killed before a write");
      return;
    }
    world.journal.decided(plan, "");
    writer.apply(plan.action().orElseThrow());
    view.wrote(plan.action().orElseThrow());
    written = written.and(plan.action().orElseThrow(), world.now);
    if (dies(Death.BEFORE_MEMORY, true)) {
      world.journal.note("operator", "is killed after a write");
      return;
    }
    store(plan);
  }

  private boolean dies(Death where, boolean counts) {
    if (death != where || !counts || writesUntilDeath-- != 0) {
      return false;
    }
    death = Death.NONE;
    down(deathLasts);
    return true;
  }

  private void store(Plan plan) {
    if (!plan.memory().equals(world.rollout.memory)) {
      world.rollout.memory = plan.memory();
      world.changed();
    }
  }
}
