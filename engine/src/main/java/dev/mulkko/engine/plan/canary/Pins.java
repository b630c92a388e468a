package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.act;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress.Abort;
import dev.mulkko.engine.model.Progress.Verified;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The pin of the user's Service: which revision serves those who dial the Service itself. The route
 * never depends on it while it is split.
 */
public final class Pins {

  private static final Duration FIRST_MOMENTS = Duration.ofSeconds(10);

  private Pins() {}

  /** Unless nobody would answer there. */
  static Optional<Decision> stable(Scene scene) {
    return scene.stableLost()
        ? none(scene)
        : awaitEndpointOfStable(scene).or(() -> pin(scene, scene.stable()));
  }

  /** On the way forward; where the pods are the shares, until the canary has one. */
  static Optional<Decision> stableAtFirst(Scene scene) {
    return leavesStable(scene) ? Optional.empty() : stable(scene);
  }

  static Optional<Decision> awaitStableAtFirst(Scene scene) {
    return leavesStable(scene) ? Optional.empty() : awaitStable(scene);
  }

  private static boolean leavesStable(Scene scene) {
    return scene.weight() > 0 && scene.sharesService();
  }

  /** The Service selects both: from now on the pods behind it are the shares. */
  static Optional<Decision> share(Scene scene) {
    if (scene.weight() == 0 || scene.weight() == 100) {
      return Optional.empty();
    }
    if (scene.service().pin() != null) {
      return act(
          new Action.Pin(null),
          scene.memory().with(scene.progress().verified(null)),
          Note.of(
              Reason.WeightChanged,
              "Service %s selects %s and %s, for new connections: %d of %d pods are the canary's",
              scene.spec().theService(),
              scene.stable(),
              scene.canary(),
              scene.wanted(scene.canary()),
              scene.wanted(scene.canary()) + scene.wanted(scene.stable())));
    }
    return scene.service().readyOf(scene.canary()) == 0 && scene.workload().replicas() > 0
        ? noEndpointYet(scene, scene.canary())
        : Optional.empty();
  }

  /**
   * Beside routes it comes after them, and after pods that only copies of requests needed: those
   * who dial the Service never get more than the step gives, up to half.
   */
  static Optional<Decision> shareBesideRoutes(Scene scene) {
    if (!scene.spec().directRatio() || scene.weight() == 0) {
      return Optional.empty();
    }
    int ready = scene.backendReady(scene.canary());
    return scene.service().pin() != null && ready > scene.canaryPods()
        ? waiting(
            Note.of(
                Reason.AwaitingPodsGone,
                "%d pods of %s are ready, %d are its share of Service %s",
                ready,
                scene.canary(),
                scene.canaryPods(),
                scene.spec().theService()))
        : share(scene);
  }

  /**
   * Who dials a Service that is shared need not wait for what a Gateway says of its routes. It is
   * pinned as soon as these are written, if stable answers there.
   */
  static Optional<Decision> stableAtOnce(Scene scene) {
    boolean shared =
        scene.spec().directRatio()
            && scene.service().pin() == null
            && scene.service().readyOf(scene.stable()) > 0;
    return shared ? keepStable(scene) : Optional.empty();
  }

  /** By the ready pods behind the Service, as far as it selects both. */
  static int shareOfCanary(Scene scene) {
    if (scene.service().pin() != null) {
      return scene.canary().equals(scene.service().pin()) ? 100 : 0;
    }
    return Math.max(
        scene.service().shareOf(scene.canary()), scene.progress().step().reached() > 0 ? 1 : 0);
  }

  static Optional<Decision> noneWhenLost(Scene scene) {
    return scene.stableLost() && scene.stable().equals(scene.service().pin())
        ? none(scene)
        : Optional.empty();
  }

  /** A stable without any ready pod is still waited for by nobody: the pin takes none away. */
  public static Optional<Decision> awaitStable(Scene scene) {
    return scene.stableLost() ? Optional.empty() : awaitOnly(scene, scene.stable(), false);
  }

  /** For as long as other pods exist; after that there is nothing to narrow. */
  static Optional<Decision> keepStable(Scene scene) {
    if (scene.parkedPods() == 0) {
      return Optional.empty();
    }
    return scene.stableLost() ? none(scene) : bothAgain(scene).or(() -> stable(scene));
  }

  /**
   * Not while others answer and stable does not: what the Deployment controller rolled by itself
   * serves until stable's pods are back. Where nobody answers there is nothing to wait for.
   */
  private static Optional<Decision> awaitEndpointOfStable(Scene scene) {
    return scene.service().pin() == null
            && scene.workload().replicas() > 0
            && scene.answering(scene.stable()) == 0
            && !scene.service().ready().isEmpty()
        ? noEndpointYet(scene, scene.stable())
        : Optional.empty();
  }

  /**
   * From stable to canary the Service passes through both, so that it is never without endpoints.
   */
  static Optional<Decision> both(Scene scene) {
    return bothAfter(scene, scene.stable());
  }

  /** The same the other way. */
  static Optional<Decision> bothAgain(Scene scene) {
    return bothAfter(scene, scene.canary());
  }

  private static Optional<Decision> bothAfter(Scene scene, String before) {
    return before.equals(scene.service().pin()) && !scene.spec().strategy().atomic()
        ? act(
            new Action.Pin(null),
            Note.of(
                Reason.ServicePinned,
                "Service %s selects %s and %s",
                scene.spec().theService(),
                scene.stable(),
                scene.canary()))
        : Optional.empty();
  }

  static Optional<Decision> settleBoth(Scene scene) {
    return settleBoth(scene, scene.canary());
  }

  static Optional<Decision> settleBothAgain(Scene scene) {
    return settleBoth(scene, scene.stable());
  }

  /** A tool that takes the next pin off again and again must not start it all anew. */
  private static Optional<Decision> settleBoth(Scene scene, String next) {
    Verified last = scene.progress().verified();
    if (scene.service().pin() != null || (last != null && last.what().equals("pin " + next))) {
      return Optional.empty();
    }
    if (scene.workload().replicas() > 0 && scene.service().readyOf(next) == 0) {
      return noEndpointYet(scene, next);
    }
    return Settling.of(scene, "pin both", scene.spec().serviceSettle());
  }

  private static Optional<Decision> noEndpointYet(Scene scene, String revision) {
    return waiting(
        Note.of(
            Reason.AwaitingVerification,
            "Service %s has no ready endpoint of %s yet",
            scene.spec().theService(),
            revision));
  }

  static Optional<Decision> canary(Scene scene) {
    return pin(scene, scene.canary());
  }

  static Optional<Decision> awaitCanary(Scene scene) {
    return awaitOnly(scene, scene.canary(), true);
  }

  public static Optional<Decision> stableAgain(Scene scene) {
    return pin(scene, scene.stable());
  }

  static Optional<Decision> awaitStableAgain(Scene scene) {
    return awaitOnly(scene, scene.stable(), true);
  }

  public static Optional<Decision> settleStable(Scene scene) {
    return Settling.of(scene, "pin " + scene.stable(), scene.spec().serviceSettle());
  }

  static Optional<Decision> settleCanary(Scene scene) {
    return Settling.of(scene, "pin " + scene.canary(), scene.spec().serviceSettle());
  }

  /**
   * For as long as pods of the old revision exist, an unpinned Service would send traffic back to
   * it. A stable that somebody deleted leaves its pin behind.
   */
  static Optional<Decision> keepCanary(Scene scene) {
    return scene.parkedPods() > 0 || scene.stable().equals(scene.service().pin())
        ? pin(scene, scene.canary())
        : Optional.empty();
  }

  /** After the swap no one waits for pods that the canary has not. */
  static Optional<Decision> awaitKept(Scene scene) {
    return awaitOnly(scene, scene.canary(), scene.backendReady(scene.canary()) > 0);
  }

  public static Optional<Decision> none(Scene scene) {
    return scene.service().pin() == null
        ? Optional.empty()
        : act(
            new Action.Pin(null),
            Note.of(
                Reason.Unpinned,
                "Service %s has its own selector again",
                scene.spec().theService()));
  }

  private static Optional<Decision> pin(Scene scene, String revision) {
    return Objects.equals(scene.service().pin(), revision)
        ? Optional.empty()
        : act(
            new Action.Pin(revision),
            unsettled(scene),
            Note.of(
                Reason.ServicePinned,
                "Service %s selects %s alone",
                scene.spec().theService(),
                revision));
  }

  /**
   * Whoever dialled the Service meanwhile may still come. In an abort that is waited for only in
   * its first moments: a tool that takes the pin off again and again must not keep a failed canary.
   */
  private static Memory unsettled(Scene scene) {
    Abort abort = scene.inRollout() ? scene.progress().abort() : null;
    return abort != null && scene.left(abort.at(), FIRST_MOMENTS).isPositive()
        ? scene.memory().with(scene.progress().verified(null))
        : scene.withClockStopped();
  }

  private static Optional<Decision> awaitOnly(Scene scene, String revision, boolean some) {
    boolean empty =
        some && scene.workload().replicas() > 0 && scene.service().readyOf(revision) == 0;
    return !empty && scene.service().selectsOnly(revision)
        ? Optional.empty()
        : waiting(
            Note.of(
                Reason.AwaitingVerification,
                "Service %s shall have endpoints of %s alone, it has %s",
                scene.spec().theService(),
                revision,
                new TreeMap<>(scene.service().ready())));
  }
}
