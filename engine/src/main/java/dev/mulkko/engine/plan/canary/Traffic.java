package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.act;
import static dev.mulkko.engine.plan.Decision.as;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Place;
import dev.mulkko.engine.model.Progress.Verified;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation.Cohort;
import dev.mulkko.engine.plan.Observation.Mirror;
import dev.mulkko.engine.plan.Observation.Route;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The routes: one write each, then seen in the data plane, then time to settle. */
final class Traffic {

  private static final String HOME = "route home";
  private static final String NAMED = "naming of both revisions";
  private static final String LEFT = "what left the spec";

  private Traffic() {}

  /**
   * The steps may have been edited, or the class of the Gateway, since it was asked at the start
   * whether copies can be sent.
   */
  static Optional<Decision> refuseMirror(Scene scene) {
    boolean begins =
        scene.mirror().isPresent()
            && scene.routes().stream().noneMatch(route -> route.mirror().isPresent());
    List<String> why = scene.seen().noMirror();
    return begins && !why.isEmpty()
        ? as(
            Phase.Stalled,
            waiting(new Note(Reason.CannotMirror, String.join("; ", why)), Duration.ofSeconds(10)))
        : Optional.empty();
  }

  /**
   * A data plane may learn where a backend is a moment after it has learned to send requests there.
   * So a route names both revisions before either gets anything: the Service keeps all.
   */
  static Optional<Decision> nameRevisions(Scene scene) {
    return begins(scene) ? name(scene, route -> !route.isSplit()) : Optional.empty();
  }

  static Optional<Decision> settleNames(Scene scene) {
    List<Route> named = scene.routes().stream().filter(Route::isNamed).toList();
    return begins(scene) && !named.isEmpty()
        ? awaitVerification(scene, named)
            .or(() -> Settling.of(scene, NAMED, scene.spec().routeSettle()))
        : Optional.empty();
  }

  /** Later, a route that somebody set back is repaired in one write. */
  private static boolean begins(Scene scene) {
    Place step = scene.progress().step();
    return step.startedAt() == null && step.reached() == 0;
  }

  private static Optional<Decision> name(Scene scene, Predicate<Route> which) {
    return scene.routes().stream()
        .filter(Route::namesFirst)
        .filter(which)
        .findFirst()
        .flatMap(
            route ->
                act(
                    new Action.NameRevisions(route.name(), scene.stable(), scene.canary()),
                    forgotten(scene),
                    Note.of(
                        Reason.RevisionsNamed,
                        "%s: Service %s 100, %s 0, %s 0",
                        route.name(),
                        scene.spec().theService(),
                        scene.stable(),
                        scene.canary())));
  }

  /** Gives the canary the share of the present step. */
  static Optional<Decision> shift(Scene scene) {
    return scene.spec().direct()
        ? Pins.share(scene)
        : split(scene, _ -> true, wanted(scene), shares(scene));
  }

  /**
   * Emergency: whoever can answer gets all of it, at once, with the pods that there are. It goes on
   * from there: what replaces a stable that does not answer may well be the cure.
   */
  static Optional<Decision> rescue(Scene scene) {
    return scene.stableLost()
        ? split(
            scene,
            route -> leadsToStable(scene, route),
            only(scene, 100),
            route ->
                Note.of(
                    Reason.StableLost,
                    "no pod of stable %s is ready: %s gets all of %s",
                    scene.stable(),
                    scene.canary(),
                    route.name()))
        : Optional.empty();
  }

  private static boolean leadsToStable(Scene scene, Route route) {
    return route.followsService()
        ? scene.stable().equals(scene.service().pin())
        : route.weightOf(scene.stable()) > 0;
  }

  /** After a swap the route may be in its own form, with the Service pinned to the canary. */
  static Optional<Decision> takeBack(Scene scene) {
    return split(scene, _ -> true, only(scene, 0), returned(scene));
  }

  /** The pin is moved only then, and has a time of its own. */
  static Optional<Decision> settleTakenBack(Scene scene) {
    return !scene.spec().direct() && scene.canary().equals(scene.service().pin())
        ? Settling.of(scene, "weight 0", scene.spec().routeSettle())
        : Optional.empty();
  }

  /**
   * Everything back to stable in one write. A route that leaves all to the Service goes to stable
   * by the pin.
   */
  static Optional<Decision> giveBack(Scene scene) {
    return split(scene, route -> !route.followsService(), only(scene, 0), returned(scene));
  }

  private static Function<Route, Note> shares(Scene scene) {
    return shares(
        scene,
        scene.weight(),
        Reason.WeightChanged,
        Words.besides(scene) + Words.staying(scene.sticky()));
  }

  private static Function<Route, Note> returned(Scene scene) {
    return shares(scene, 0, Reason.TrafficReturned, "");
  }

  private static Function<Route, Note> shares(
      Scene scene, int percent, Reason reason, String besides) {
    return route ->
        Note.of(
            reason,
            "%s: %s %d, %s %d%s",
            route.name(),
            scene.stable(),
            100 - percent,
            scene.canary(),
            percent,
            besides);
  }

  /** What the present step gives. */
  private static Shape.Split wanted(Scene scene) {
    return new Shape.Split(
        weights(scene, scene.weight()),
        scene.match().map(requests -> new Cohort(scene.canary(), requests)),
        scene.sticky(),
        scene.mirror());
  }

  /** Shares, and neither requests nor copies apart from them. */
  private static Shape.Split only(Scene scene, int percent) {
    return new Shape.Split(weights(scene, percent));
  }

  private static Map<String, Integer> weights(Scene scene, int percent) {
    return Map.of(scene.stable(), 100 - percent, scene.canary(), percent);
  }

  /** One route after the other, until all of these are as wanted. */
  private static Optional<Decision> split(
      Scene scene, Predicate<Route> which, Shape.Split wanted, Function<Route, Note> note) {
    return scene.routes().stream()
        .filter(which)
        .filter(route -> !route.shape().equals(wanted))
        .findFirst()
        .flatMap(
            route ->
                act(
                    new Action.SplitRoute(
                        route.name(),
                        scene.stable(),
                        scene.canary(),
                        wanted.weights().getOrDefault(scene.canary(), 0),
                        wanted.cohort().map(Cohort::match).orElse(null),
                        wanted.sticky().orElse(null),
                        wanted.mirror().map(Mirror::percent).orElse(0)),
                    // Those that are named have settled together.
                    route.isNamed() && begins(scene) ? scene.memory() : forgotten(scene),
                    note.apply(route)));
  }

  /**
   * After a promotion all goes by the Service again. Where they can be, both revisions stay named:
   * then the way back to stable is short for as long as its pods are there.
   */
  static Optional<Decision> leadHome(Scene scene) {
    return name(scene, route -> !route.followsService())
        .or(() -> restore(scene, route -> !route.followsService()));
  }

  static Optional<Decision> restore(Scene scene) {
    return restore(scene, Route::isSplit);
  }

  private static Optional<Decision> restore(Scene scene, Predicate<Route> which) {
    return restore(scene, scene.routes(), which);
  }

  /** The first of these; what goes home is not in force until it is seen to be. */
  static Optional<Decision> restore(Scene scene, List<Route> routes, Predicate<Route> which) {
    return routes.stream()
        .filter(which)
        .findFirst()
        .flatMap(
            route ->
                act(
                    new Action.RestoreRoute(route.name()),
                    forgotten(scene),
                    Note.of(Reason.RouteRestored, "%s has its own form again", route.name())));
  }

  /**
   * What the spec names no more is its user's again, as soon as its own form leads to somebody. Its
   * data plane gets the time that a route has that goes home.
   */
  static Optional<Decision> restoreLeft(Scene scene) {
    String pin = scene.service().pin();
    return pin != null && scene.service().readyOf(pin) == 0
        ? Optional.empty()
        : scene.leftRoutes().stream()
            .findFirst()
            .map(route -> restoreLeft(scene, route))
            .orElseGet(() -> settleLeft(scene));
  }

  private static Optional<Decision> restoreLeft(Scene scene, Route route) {
    Progress unseen = scene.progress().unseen(scene.now());
    return act(
        new Action.RestoreRoute(route.name()),
        scene.memory().with(unseen.verified(new Verified(LEFT, scene.now()))),
        Note.of(
            Reason.RouteRestored,
            "%s is not named by the spec any more and has its own form again",
            route.name()));
  }

  private static Optional<Decision> settleLeft(Scene scene) {
    Verified verified = scene.progress().verified();
    return verified != null && verified.what().equals(LEFT)
        ? Settling.of(scene, LEFT, scene.spec().routeSettle())
        : Optional.empty();
  }

  /** What was once seen counts no more when it cannot be seen now. */
  static Optional<Decision> awaitVerification(Scene scene) {
    return awaitVerification(scene, scene.routes());
  }

  private static Optional<Decision> awaitVerification(Scene scene, List<Route> routes) {
    return routes.stream()
        .filter(route -> route.unverified().isPresent())
        .findFirst()
        .flatMap(
            route ->
                waiting(
                    forgotten(scene),
                    Note.of(
                        Reason.AwaitingVerification,
                        "%s: %s",
                        route.name(),
                        route.unverified().orElseThrow()),
                    Duration.ofSeconds(1)));
  }

  private static Memory forgotten(Scene scene) {
    return scene.memory().with(scene.progress().verified(null));
  }

  static Optional<Decision> settleShift(Scene scene) {
    String what = "weight " + scene.weight() + Words.besides(scene);
    return Settling.of(scene, what, scene.spec().settle());
  }

  static Optional<Decision> settleReturn(Scene scene) {
    if (scene.parkedPods() == 0) {
      return Optional.empty();
    }
    if (scene.stableLost()) {
      return waiting(
          Note.of(
              Reason.StableLost,
              "no pod of stable %s is ready: those of %s stay",
              scene.stable(),
              scene.canary()));
    }
    return Settling.of(
        scene, gives(scene) ? "weight 0" : "pin " + scene.stable(), scene.spec().settle());
  }

  /** Without a route nothing goes home, but what the spec named until now. */
  static Optional<Decision> settleHome(Scene scene) {
    Verified verified = scene.progress().verified();
    boolean pinned = verified != null && !verified.what().equals(HOME);
    return scene.spec().direct() && pinned
        ? Optional.empty()
        : Settling.of(scene, HOME, scene.spec().routeSettle());
  }

  /** The largest share that the canary has by what was read, 0 to 100. */
  public static int weightOfCanary(Scene scene) {
    return scene.spec().direct()
        ? Pins.shareOfCanary(scene)
        : scene.routes().stream().mapToInt(route -> route.weightOf(scene.canary())).max().orElse(0);
  }

  /** Whether any request goes to the canary, by what was read. */
  static boolean leadsToCanary(Scene scene) {
    return weightOfCanary(scene) > 0
        || scene.routes().stream().anyMatch(route -> route.leadsTo(scene.canary()));
  }

  /** Whether any route gives shares itself. */
  static boolean gives(Scene scene) {
    return scene.routes().stream().anyMatch(route -> !route.followsService());
  }

  static boolean isSplit(Scene scene) {
    return scene.routes().stream().anyMatch(Route::isSplit);
  }
}
