package dev.mulkko.engine;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Contradiction;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.MissingParts;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Rule;
import dev.mulkko.engine.plan.RuleList;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.canary.OrderLaw;
import dev.mulkko.engine.plan.gate.Folding;
import dev.mulkko.engine.plan.record.Chronicle;
import dev.mulkko.engine.plan.record.Recording;
import dev.mulkko.engine.plan.rolling.RollingLaw;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Decides, from one observation, what to do next. Pure: the same observation always gives the same
 * plan.
 */
public final class Planner {

  /** A pass is made at least this often during a rollout, in case an event was lost. */
  private static final Duration FAILSAFE = Duration.ofSeconds(5);

  /** All lists of all strategies, for tests and for {@code explain}. */
  public static final List<RuleList> LAW =
      Stream.concat(OrderLaw.ALL.stream(), RollingLaw.ALL.stream()).toList();

  private Planner() {}

  /** Never fails: whatever is missing becomes a note. */
  public static Plan plan(Observation seen) {
    return plan(seen, UnaryOperator.identity());
  }

  /** With a changed order law: tests take rules out to see that each is missed. */
  static Plan plan(Observation seen, UnaryOperator<RuleList> law) {
    Observation one = seen.workloadReplaced() ? seen.withoutWorkload() : seen;
    return Contradiction.of(seen)
        // Where the record of the lost attempt is not known, the sweep closes it.
        .map(plan -> seen.books().present().isPresent() ? recorded(seen, plan) : plan)
        .orElseGet(() -> followed(one, law));
  }

  private static Plan followed(Observation one, UnaryOperator<RuleList> law) {
    return Scene.of(one)
        .map(Folding::into)
        .map(scene -> follow(law.apply(listFor(scene)), scene))
        .orElseGet(() -> recorded(one, MissingParts.plan(one)));
  }

  /** What is written before an attempt is forgotten. */
  private static Plan recorded(Observation seen, Plan plan) {
    return Recording.before(seen, plan.action(), plan.memory())
        .map(
            first ->
                new Plan(
                    plan.phase(),
                    first.action(),
                    first.memory() == null ? seen.memory() : first.memory(),
                    first.note(),
                    plan.trace() + ": record=" + first.kind(),
                    Optional.of(Duration.ZERO).filter(_ -> first.action().isEmpty())))
        .orElse(plan);
  }

  private static RuleList listFor(Scene scene) {
    return scene.rolling() ? RollingLaw.listFor(scene) : OrderLaw.listFor(scene);
  }

  private static Plan follow(RuleList list, Scene scene) {
    StringJoiner trace = new StringJoiner(" ", list.name() + ": ", "");
    for (Rule rule : list.rules()) {
      Optional<Decision> answer = rule.ask().apply(scene);
      if (answer.isPresent()) {
        Decision decided = answer.get();
        Optional<Decision> first =
            Recording.before(scene.seen(), decided.action(), decided.memory());
        Decision decision = first.orElse(decided);
        trace.add((first.isPresent() ? "record" : rule.name()) + "=" + decision.kind());
        return toPlan(list.phase(), decision, scene, trace.toString());
      }
      trace.add(rule.name());
    }
    throw new IllegalStateException("the last rule of " + list.name() + " must always decide");
  }

  private static Plan toPlan(Phase usual, Decision decision, Scene scene, String trace) {
    Memory wanted = decision.memory() == null ? scene.memory() : decision.memory();
    Memory next = Chronicle.follow(scene, decision, wanted);
    // A roll has no weight that could be in force or not.
    Memory memory = scene.rolling() ? next : timed(next, scene.now());
    Phase phase = decision.phase() == null ? begun(usual, memory) : decision.phase();
    return new Plan(
        phase, decision.action(), memory, decision.note(), trace, recheck(decision, memory));
  }

  /** What begins at rest is no rest any more. */
  private static Phase begun(Phase usual, Memory memory) {
    Progress progress = memory.progress();
    if (usual != Phase.Healthy || progress == null) {
      return usual;
    }
    return progress.abort() == null ? Phase.Progressing : Phase.Aborting;
  }

  /** No clock runs on traffic that is not seen. */
  private static Memory timed(Memory memory, Instant now) {
    Progress progress = memory.progress();
    return progress == null || progress.verified() != null
        ? memory
        : memory.with(progress.unseen(now));
  }

  private static Optional<Duration> recheck(Decision decision, Memory memory) {
    Progress progress = memory.progress();
    Duration asked = decision.recheck();
    if (asked == null) {
      return progress == null ? Optional.empty() : Optional.of(FAILSAFE);
    }
    return Optional.of(progress != null && asked.compareTo(FAILSAFE) > 0 ? FAILSAFE : asked);
  }
}
