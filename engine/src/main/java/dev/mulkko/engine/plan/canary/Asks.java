package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.act;
import static dev.mulkko.engine.plan.Decision.as;
import static dev.mulkko.engine.plan.Decision.remember;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Memory.Acted;
import dev.mulkko.engine.model.Memory.Refused;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Paused;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Lock;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.Asked;
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What people ask for. An act is remembered together with the name of who asked before it is
 * answered, so that it is done once, wherever the operator may die.
 */
public final class Asks {

  private Asks() {}

  static Optional<Decision> whenAtRest(Scene scene) {
    return answered(
        scene,
        asked ->
            switch (asked.verb()) {
              case Retry -> retry(scene, asked);
              case Undo -> Undo.begin(scene, asked);
              case Abort, Pause, Resume, Skip, Promote, Unlock -> nothing(scene);
            });
  }

  private static Optional<Decision> nothing(Scene scene) {
    return no(scene, "no rollout of %s is going on".formatted(scene.spec().rollout()));
  }

  private static Optional<Decision> retry(Scene scene, Asked asked) {
    String wanted = scene.wantedRevision();
    Optional<Refused> refused = scene.memory().refusal(wanted);
    return refused.isEmpty()
        ? no(
            scene,
            "the present template, %s, is not refused: nothing is there to retry".formatted(wanted))
        : as(
            Phase.Progressing,
            done(
                scene.memory().forgiving(wanted).notAccepted(scene.workload().generation()),
                asked,
                Note.of(
                    Reason.RetryAsked,
                    "%s is tried again, as asked for %s",
                    wanted,
                    asked.words())));
  }

  static Optional<Decision> onTheWay(Scene scene) {
    return answered(
        scene,
        asked ->
            switch (asked.verb()) {
              case Abort -> Optional.empty();
              case Pause -> pause(scene, asked);
              case Resume -> locked(scene, ends(scene)).or(() -> resume(scene, asked));
              case Skip -> locked(scene, Locking.isLast(scene)).or(() -> skip(scene, asked));
              case Promote -> locked(scene, true).or(() -> promote(scene, asked));
              case Retry -> no(scene, "%s is being tried".formatted(scene.canary()));
              case Undo -> abortFirst(scene);
              case Unlock -> Unlocking.unlock(scene, asked);
            });
  }

  /** Whether to resume is to end the step before the last one, and not a pause of its own. */
  private static boolean ends(Scene scene) {
    return scene.progress().paused() == null && Locking.isLast(scene);
  }

  /** A lock is not overridden in passing, but by a right of its own and with a reason. */
  private static Optional<Decision> locked(Scene scene, boolean toTheEnd) {
    List<Lock> against = Locking.against(scene, toTheEnd);
    return against.isEmpty()
        ? Optional.empty()
        : no(
            scene,
            "%s is locked by %s: ask for unlock with a reason first"
                .formatted(scene.canary(), Locking.words(against)));
  }

  /** At 100 % of the route, before the swap. */
  static Optional<Decision> whileFinishing(Scene scene) {
    return answered(
        scene,
        asked ->
            switch (asked.verb()) {
              case Abort -> Optional.empty();
              case Pause -> pause(scene, asked);
              case Resume -> resume(scene, asked);
              case Skip, Promote, Retry ->
                  no(scene, "%s has 100 %% and is being promoted".formatted(scene.canary()));
              case Undo -> abortFirst(scene);
              case Unlock -> notLocked(scene);
            });
  }

  private static Optional<Decision> notLocked(Scene scene) {
    return no(scene, "no lock holds %s".formatted(scene.canary()));
  }

  private static Optional<Decision> abortFirst(Scene scene) {
    return no(
        scene,
        "a rollout of %s is going on: abort brings %s back"
            .formatted(scene.canary(), scene.stable()));
  }

  public static Optional<Decision> whenPromoted(Scene scene) {
    if (scene.leadsPastStable()) {
      return answered(scene, _ -> no(scene, past(scene)));
    }
    return answered(
        scene,
        asked ->
            asked.verb() == Verb.Abort && scene.replicaSet(scene.stable()).isPresent()
                ? Optional.empty()
                : no(
                    scene,
                    "%s is promoted already: set the template back to release %s again"
                        .formatted(scene.canary(), scene.stable())));
  }

  private static String past(Scene scene) {
    return "no pod of %s is ready: %s has the traffic until %s is released"
        .formatted(scene.stable(), scene.canary(), scene.wantedRevision());
  }

  public static Optional<Decision> whileAborting(Scene scene) {
    return answered(
        scene,
        asked ->
            asked.verb() == Verb.Abort
                ? Optional.empty()
                : no(scene, "%s is being rolled back".formatted(scene.canary())));
  }

  public static Optional<Decision> aborted(Scene scene) {
    return scene
        .seen()
        .asked()
        .filter(asked -> asked.verb() == Verb.Abort)
        .flatMap(_ -> answer(scene, true, back(scene)));
  }

  private static String back(Scene scene) {
    return scene.spec().service() == null
        ? "all pods are of %s again".formatted(scene.stable())
        : "all traffic is at %s again".formatted(scene.stable());
  }

  private static Optional<Decision> pause(Scene scene, Asked asked) {
    int weight = Pauses.present(scene);
    Note note =
        Note.of(
            Reason.PausedByUser,
            "paused at %d %%, as asked for %s; resume makes it go on",
            weight,
            asked.words());
    Paused before = scene.progress().paused();
    boolean locked = Locking.isHeld(scene.progress());
    Instant since = locked && before != null ? before.since() : scene.now();
    Paused paused = new Paused(note.reason().name(), note.message(), weight, since);
    return before != null && !locked
        ? no(scene, "it is paused already")
        : done(scene.memory().with(scene.progress().pausedBy(paused)), asked, note);
  }

  private static Optional<Decision> resume(Scene scene, Asked asked) {
    Progress progress = scene.progress();
    if (progress.paused() != null) {
      return Pauses.bySpec(progress)
          ? no(scene, "spec.suspend is true: set it to false to go on")
          : done(
              scene.memory().with(Compared.resumed(progress, scene.now())),
              asked,
              resumed(scene, asked));
    }
    if (Approvals.here(scene).isPresent()) {
      int next = progress.step().index() + 1;
      return leap(scene, asked, next, approved(scene, asked));
    }
    boolean inPause =
        progress.step().startedAt() != null
            && scene.cursor().step().filter(Step.Pause.class::isInstance).isPresent();
    return inPause
        ? done(jump(scene, progress.step().index() + 1), asked, resumed(scene, asked))
        : no(scene, "it is not paused: step %s is at work".formatted(scene.cursor().label()));
  }

  private static Note approved(Scene scene, Asked asked) {
    return Note.of(
        Reason.Approved, "step %s is approved %s", scene.cursor().label(), asked.words());
  }

  private static Note resumed(Scene scene, Asked asked) {
    return Note.of(
        Reason.ResumedByUser,
        "step %s goes on, as asked for %s",
        scene.cursor().label(),
        asked.words());
  }

  private static Optional<Decision> skip(Scene scene, Asked asked) {
    return leap(
        scene,
        asked,
        scene.progress().step().index() + 1,
        Note.of(
            Reason.StepSkipped,
            "step %s is skipped, as asked for %s",
            scene.cursor().label(),
            asked.words()));
  }

  private static Optional<Decision> leap(Scene scene, Asked asked, int to, Note note) {
    return Approvals.needsOthers(scene, asked, to).or(() -> done(jump(scene, to), asked, note));
  }

  private static Optional<Decision> promote(Scene scene, Asked asked) {
    return leap(
        scene,
        asked,
        scene.spec().strategy().steps().size(),
        Note.of(
            Reason.PromotionAsked,
            "all steps after %s are skipped, as asked for %s",
            scene.cursor().label(),
            asked.words()));
  }

  private static Memory jump(Scene scene, int to) {
    Progress going = scene.progress().resumed(scene.now());
    int last = scene.spec().strategy().steps().size();
    return scene.memory().with(going.at(going.step().jump(Math.min(to, last), scene.now())));
  }

  /** What was done already only lacks its answer. */
  public static Optional<Decision> answered(
      Scene scene, Function<Asked, Optional<Decision>> otherwise) {
    Acted acted = scene.memory().acted();
    return scene
        .seen()
        .asked()
        .flatMap(
            asked ->
                acted != null && acted.action().equals(asked.name())
                    ? answer(scene, true, acted.message())
                    : otherwise.apply(asked));
  }

  static Optional<Decision> done(Memory next, Asked asked, Note note) {
    return remember(next.acted(new Acted(asked.name(), asked.by(), note.message())), note);
  }

  public static Optional<Decision> no(Scene scene, String why) {
    return answer(scene, false, why);
  }

  private static Optional<Decision> answer(Scene scene, boolean done, String message) {
    return scene
        .seen()
        .asked()
        .flatMap(
            asked ->
                act(
                    new Action.Answer(asked.name(), done, message),
                    Note.of(Reason.ActionAnswered, "%s: %s", asked.name(), message)));
  }
}
