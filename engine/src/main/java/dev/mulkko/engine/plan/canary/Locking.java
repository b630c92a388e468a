package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.as;
import static dev.mulkko.engine.plan.Decision.remember;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Attempt.Unlocked;
import dev.mulkko.engine.model.Cursor;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Paused;
import dev.mulkko.engine.model.Progress.Place;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Lock;
import dev.mulkko.engine.plan.Lock.Mode;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What locks hold. They are asked at every pass for what holds at its time, so that nothing need be
 * remembered of them but that the rollout stands still. What takes a version out, or brings one
 * back, is never held.
 */
public final class Locking {

  private Locking() {}

  /** Stops where a lock holds, and goes on where none does any more. */
  public static Optional<Decision> follow(Scene scene) {
    Progress progress = scene.progress();
    List<Lock> holding = holding(scene);
    if (holding.isEmpty()) {
      return isHeld(progress)
          ? remember(
              scene.memory().with(progress.resumed(scene.now())),
              Note.of(Reason.Unlocked, "no lock holds %s any more: it goes on", scene.canary()))
          : Optional.empty();
    }
    return progress.paused() == null ? stop(scene, holding) : Optional.empty();
  }

  /**
   * What has nothing yet gets nothing; what exists is looked after like in any pause. Services that
   * no route names yet are as good as nothing.
   */
  public static Optional<Decision> await(Scene scene) {
    boolean unnamed = scene.seen().backends().isEmpty() || !Traffic.isSplit(scene);
    boolean hasNothing = scene.pods(scene.canary()) == 0 && unnamed && !hasTraffic(scene);
    return hasNothing && !holding(scene).isEmpty() ? stay(scene) : Optional.empty();
  }

  static Optional<Decision> stay(Scene scene) {
    Note note = note(scene, holding(scene));
    return as(
        Phase.Paused, next(scene).map(left -> waiting(note, left)).orElseGet(() -> waiting(note)));
  }

  /** All steps may be made but the last one. */
  static Optional<Decision> awaitPromotion(Scene scene) {
    List<Lock> holding = ofMode(scene, Mode.BlockPromote);
    return holding.isEmpty() || !endsHere(scene.cursor()) ? Optional.empty() : stop(scene, holding);
  }

  private static Optional<Decision> stop(Scene scene, List<Lock> holding) {
    Note note = note(scene, holding);
    Paused paused =
        new Paused(note.reason().name(), note.message(), Pauses.present(scene), scene.now());
    return as(Phase.Paused, remember(scene.memory().with(scene.progress().pausedBy(paused)), note));
  }

  /** Whether it stands still because of locks, as far as is remembered. */
  public static boolean isHeld(Progress progress) {
    Paused paused = progress.paused();
    return paused != null && paused.reason().equals(Reason.Locked.name());
  }

  /** Those that hold it where it is. */
  static List<Lock> holding(Scene scene) {
    return isBeyond(scene)
        ? List.of()
        : active(scene).stream().filter(lock -> holdsHere(scene, lock.mode())).toList();
  }

  private static boolean holdsHere(Scene scene, Mode mode) {
    if (scene.rolling()) {
      return !scene.owned(scene.canary());
    }
    return switch (mode) {
      case BlockNew -> !hasTraffic(scene);
      case PauseRunning -> true;
      case BlockPromote ->
          scene.cursor().weight() == 100
              || (isHeld(scene.progress()) && endsHere(scene.cursor()) && wasDone(scene));
    };
  }

  /** Whether it is on its way back, or its traffic is all there: then a lock would only harm. */
  private static boolean isBeyond(Scene scene) {
    Progress progress = scene.progress();
    return progress.undoes() != null
        || progress.abort() != null
        || progress.promotedAt() != null
        || progress.step().reached() == 100
        || Traffic.weightOfCanary(scene) == 100;
  }

  private static boolean hasTraffic(Scene scene) {
    return scene.progress().step().reached() > 0
        || scene.cursor().hasGiven()
        || Traffic.leadsToCanary(scene);
  }

  private static boolean endsHere(Cursor cursor) {
    return cursor.next().weight() == 100;
  }

  /** Whether nothing was left to do at this place but to leave it. */
  private static boolean wasDone(Scene scene) {
    Place place = scene.progress().step();
    Paused paused = scene.progress().paused();
    Duration hold = scene.cursor().hold();
    Instant started = place.startedAt();
    return hold.isZero()
        || (paused != null && started != null && !started.plus(hold).isAfter(paused.since()));
  }

  /** Those that nobody has overridden. */
  static List<Lock> active(Scene scene) {
    Unlocked unlocked = scene.progress().attempt().unlocked();
    return scene.seen().locks().now().stream()
        .filter(lock -> unlocked == null || !lock.isOverriddenBy(unlocked))
        .toList();
  }

  private static List<Lock> ofMode(Scene scene, Mode mode) {
    return isBeyond(scene)
        ? List.of()
        : active(scene).stream().filter(lock -> lock.mode() == mode).toList();
  }

  /** Those that do not let it go on by a person's word alone. */
  static List<Lock> against(Scene scene, boolean toTheEnd) {
    List<Lock> holding = holding(scene);
    return holding.isEmpty() && toTheEnd ? ofMode(scene, Mode.BlockPromote) : holding;
  }

  /** Whether the step after this one is the one to all of the traffic. */
  static boolean isLast(Scene scene) {
    return endsHere(scene.cursor());
  }

  private static Note note(Scene scene, List<Lock> holding) {
    return Note.of(
        Reason.Locked,
        "locked at %d %% until it ends, or unlock overrides it with a reason: %s",
        scene.progress().paused() == null
            ? Pauses.present(scene)
            : scene.progress().paused().weight(),
        words(holding));
  }

  static String words(List<Lock> locks) {
    return locks.stream().map(Lock::words).collect(Collectors.joining(", "));
  }

  private static Optional<Duration> next(Scene scene) {
    return scene
        .seen()
        .locks()
        .next()
        .map(next -> Duration.between(scene.now(), next))
        .filter(Duration::isPositive);
  }
}
