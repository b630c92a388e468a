package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.as;
import static dev.mulkko.engine.plan.Decision.remember;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Progress.Place;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Step.Approval;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.Asked;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Steps that wait for a person. */
final class Approvals {

  private static final Approval AT_THE_END =
      new Approval("all steps are done, onComplete is Pause", null, true, false);

  private Approvals() {}

  static Optional<Decision> await(Scene scene) {
    return here(scene)
        .flatMap(
            approval -> {
              Note note = asks(scene, approval);
              Duration left = left(scene, approval).orElse(null);
              return as(Phase.Paused, left == null ? waiting(note) : waiting(note, left));
            });
  }

  /** Whatever else is waited for meanwhile: nobody answered in time. */
  static Optional<Decision> end(Scene scene) {
    return here(scene)
        .filter(approval -> left(scene, approval).filter(left -> !left.isPositive()).isPresent())
        .flatMap(approval -> late(scene, approval));
  }

  private static Optional<Duration> left(Scene scene, Approval approval) {
    Instant started = scene.progress().step().startedAt();
    Duration timeout = approval.timeout();
    return started == null || timeout == null || scene.progress().paused() != null
        ? Optional.empty()
        : Optional.of(scene.left(started, timeout));
  }

  /** The approval that is waited for at the present place. */
  static Optional<Approval> here(Scene scene) {
    return scene
        .cursor()
        .step()
        .flatMap(
            step ->
                switch (step) {
                  case Approval approval -> Optional.of(approval);
                  case Step.Stay _ -> Optional.of(AT_THE_END);
                  default -> Optional.empty();
                });
  }

  /**
   * Who released a version does not wave it through where a step asks for somebody else.
   *
   * @param end index of the step that it would go on to
   * @return what is answered; empty when nothing is against it
   */
  static Optional<Decision> needsOthers(Scene scene, Asked asked, int end) {
    List<Step> steps = scene.spec().strategy().steps();
    boolean byOthers =
        steps
            .subList(
                Math.min(scene.progress().step().index(), steps.size()),
                Math.min(end, steps.size()))
            .stream()
            .anyMatch(step -> step instanceof Approval approval && approval.byOthers());
    String releaser = scene.progress().attempt().changedBy();
    if (!byOthers || (releaser != null && asked.by() != null && !asked.by().equals(releaser))) {
      return Optional.empty();
    }
    return Asks.no(
        scene,
        releaser == null || asked.by() == null
            ? "it must be approved by another person than who released it, and who that is, or who"
                + " asks, is not known: install the admission policies, or set approvers to Anyone"
            : "%s released %s: another person must approve it, as approvers is Others"
                .formatted(releaser, scene.canary()));
  }

  private static Note asks(Scene scene, Approval approval) {
    return Note.of(
        Reason.AwaitingApproval,
        "step %s waits at %d %% for approval%s%s%s: resume approves, abort takes it back",
        scene.cursor().label(),
        scene.weight(),
        approval.byOthers() ? " by another person than who released it" : "",
        approval.message() == null ? "" : " (" + approval.message() + ")",
        until(scene, approval));
  }

  private static String until(Scene scene, Approval approval) {
    return left(scene, approval)
        .map(left -> " until " + scene.now().plus(left))
        .map(until -> until + (approval.abortsLate() ? ", then aborts" : ", then goes on"))
        .orElse("");
  }

  private static Optional<Decision> late(Scene scene, Approval approval) {
    String nobody =
        "nobody approved step %s within %s"
            .formatted(
                scene.cursor().label(),
                Words.time(Objects.requireNonNullElse(approval.timeout(), Duration.ZERO)));
    if (approval.abortsLate()) {
      return Stops.stop(scene, new Note(Reason.ApprovalTimedOut, nobody));
    }
    Optional<Decision> locked = Locking.awaitPromotion(scene);
    if (locked.isPresent()) {
      return locked;
    }
    Place next = scene.progress().step().next(scene.now(), scene.cursor().weight());
    return remember(
        scene.memory().with(scene.progress().at(next)),
        Note.of(Reason.ApprovalTimedOut, "%s: it goes on, as onTimeout says", nobody));
  }
}
