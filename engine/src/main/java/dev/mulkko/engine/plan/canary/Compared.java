package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.as;
import static dev.mulkko.engine.plan.Decision.remember;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.judge.Verdict;
import dev.mulkko.engine.judge.Verdict.Healthy;
import dev.mulkko.engine.judge.Verdict.Undecided;
import dev.mulkko.engine.judge.Verdict.Worse;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Paused;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.gate.Comparing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The requests of both versions, compared. A canary that is proven to be worse is out, one that is
 * proven to be healthy goes on early. What is neither does neither.
 */
final class Compared {

  private static final Duration LOOK = Duration.ofSeconds(1);

  private Compared() {}

  static Optional<Decision> stopWhenWorse(Scene scene) {
    return Comparing.worse(scene)
        .flatMap(worse -> Stops.stop(scene, Note.of(Reason.CanaryWorse, "%s", worse.sentence())));
  }

  /** Why the rest of a step may be left out; empty when it may not. */
  static Optional<String> healthy(Scene scene) {
    return Comparing.verdict(scene).filter(Healthy.class::isInstance).map(Verdict::sentence);
  }

  /** A step ends on a proof, or undecided where the spec lets it; never while a guard holds. */
  static Optional<Decision> awaitVerdict(Scene scene) {
    return open(scene).flatMap(why -> waiting(hold(scene, why), LOOK));
  }

  /** Too long without a verdict: a person must decide, or the spec has. */
  static Optional<Decision> endUndecided(Scene scene) {
    return open(scene).filter(_ -> overdue(scene)).flatMap(why -> end(scene, why));
  }

  private static Optional<Decision> end(Scene scene, String why) {
    if (scene.spec().analysis().abortsWithoutData() && !enough(scene)) {
      return Stops.stop(scene, Note.of(Reason.MetricsMissing, "%s", why));
    }
    int weight = Pauses.present(scene);
    Note note =
        Note.of(
            Reason.Undecided,
            "paused at %d %%, resume gives the step its time anew, skip goes on without a verdict: %s",
            weight,
            why);
    Paused paused = new Paused(note.reason().name(), note.message(), weight, scene.now());
    return as(Phase.Paused, remember(scene.memory().with(scene.progress().pausedBy(paused)), note));
  }

  /** Whoever lets it go on has seen that its time was not enough. */
  static Progress resumed(Progress progress, Instant now) {
    Paused paused = progress.paused();
    return paused != null && paused.reason().equals(Reason.Undecided.name())
        ? progress.resumedAnew(now)
        : progress.resumed(now);
  }

  /** Why this place may not be left although its time is over; empty when it may. */
  private static Optional<String> open(Scene scene) {
    if (!Comparing.isDue(scene)) {
      return Optional.empty();
    }
    return switch (Comparing.verdict(scene).orElse(null)) {
      case null -> Optional.of("the requests of both versions were not compared yet");
      case Healthy _ -> Optional.empty();
      case Worse worse -> Optional.of(worse.sentence());
      case Undecided undecided ->
          undecided.mayPass() && comparison(scene).filter(Comparison::passesUndecided).isPresent()
              ? Optional.empty()
              : Optional.of("undecided, " + undecided.sentence());
    };
  }

  /** With enough requests, more time would be no help. */
  private static boolean overdue(Scene scene) {
    Instant started = scene.progress().step().startedAt();
    Duration most =
        scene
            .cursor()
            .hold()
            .plus(enough(scene) ? Duration.ZERO : scene.spec().analysis().holdFor());
    return started != null && !scene.left(started, most).isPositive();
  }

  private static boolean enough(Scene scene) {
    return Comparing.verdict(scene).orElse(null) instanceof Undecided undecided
        && undecided.mayPass();
  }

  private static Optional<Comparison> comparison(Scene scene) {
    return scene.spec().analysis().comparison();
  }

  private static Note hold(Scene scene, String why) {
    return Note.of(
        Reason.AwaitingVerdict,
        "holding step %s at %d %%: %s",
        scene.cursor().label(),
        scene.weight(),
        why);
  }
}
