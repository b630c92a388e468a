package dev.mulkko.engine.plan;

import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Observation.Route;
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.engine.plan.Plan.Phase;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What to do when the Deployment, the Service or the route is gone. When there is nothing to go
 * back to, or nobody who wants it, whatever is left is given back, traffic before pods; what does
 * not exist is never waited for.
 */
public final class MissingParts {

  private record Step(Action action, Note note) {}

  private MissingParts() {}

  /** The plan for an observation that is no {@link Scene}. */
  public static Plan plan(Observation seen) {
    boolean abandon = seen.deleting() || seen.workload().isEmpty();
    Optional<Step> next =
        (abandon ? giveBack(seen) : Optional.<Step>empty()).or(() -> answer(seen));
    return new Plan(
        Phase.Stalled,
        next.map(Step::action),
        next.isEmpty() && seen.workload().isEmpty() ? seen.memory().detached() : seen.memory(),
        next.map(Step::note).orElseGet(() -> missing(seen)),
        "missing parts",
        Optional.empty());
  }

  private static Optional<Step> giveBack(Observation seen) {
    return Stream.<Function<Observation, Optional<Step>>>of(
            MissingParts::routes,
            MissingParts::gap,
            MissingParts::pods,
            MissingParts::pin,
            MissingParts::preview,
            MissingParts::backends,
            MissingParts::deployment,
            MissingParts::history,
            MissingParts::claim)
        .flatMap(part -> part.apply(seen).stream())
        .findFirst();
  }

  /** An abort of what is going on stays asked for: it is done as soon as all is there. */
  private static Optional<Step> answer(Observation seen) {
    boolean goingOn = seen.memory().progress() != null && seen.workload().isPresent();
    String why = missing(seen).message();
    return seen.asked()
        .filter(asked -> !goingOn || asked.verb() != Verb.Abort)
        .map(
            asked ->
                step(
                    new Action.Answer(asked.name(), false, why),
                    Reason.ActionAnswered,
                    "%s: %s",
                    asked.name(),
                    why));
  }

  private static Optional<Step> routes(Observation seen) {
    return seen.routes().stream()
        .filter(Route::isSplit)
        .map(
            route ->
                step(
                    new Action.RestoreRoute(route.name()),
                    Reason.RouteRestored,
                    "%s has its own form again",
                    route.name()))
        .findFirst();
  }

  /** Before the swap stable has all its pods, whatever share of the traffic it had. */
  private static Optional<Step> gap(Observation seen) {
    boolean owned = seen.replicaSets().stream().anyMatch(ReplicaSet::owned);
    return owned
        ? Optional.empty()
        : seen.replicaSets().stream()
            .filter(rs -> rs.revision().equals(seen.memory().stable()))
            .map(
                rs ->
                    step(
                        new Action.Adopt(rs.revision()),
                        Reason.Adopted,
                        "%s is the Deployment's again",
                        rs.revision()))
            .findFirst();
  }

  private static Optional<Step> pods(Observation seen) {
    return seen.replicaSets().stream()
        .filter(rs -> !rs.owned() && rs.wanted() > 0)
        .map(
            rs ->
                step(
                    new Action.Scale(rs.revision(), 0),
                    Reason.Retired,
                    "%s from %d to 0 pods",
                    rs.revision(),
                    rs.wanted()))
        .findFirst();
  }

  private static Optional<Step> pin(Observation seen) {
    return seen.service()
        .filter(service -> service.pin() != null)
        .map(
            _ ->
                step(
                    new Action.Pin(null),
                    Reason.Unpinned,
                    "Service %s has its own selector again",
                    seen.spec().theService()));
  }

  private static Optional<Step> preview(Observation seen) {
    return seen.preview()
        .filter(preview -> preview.pin() != null)
        .map(
            preview ->
                step(
                    new Action.PinPreview(null),
                    Reason.Unpinned,
                    "Service %s has its own selector again",
                    preview.name()));
  }

  private static Optional<Step> backends(Observation seen) {
    return seen.workload().isEmpty()
        ? Optional.empty()
        : seen.backends().keySet().stream()
            .sorted()
            .map(
                revision ->
                    step(
                        new Action.DeleteBackend(revision),
                        Reason.BackendRemoved,
                        "the Service of %s is removed",
                        revision))
            .findFirst();
  }

  private static Optional<Step> history(Observation seen) {
    return seen.replicaSets().stream()
        .filter(LetGo::isHistory)
        .map(rs -> new Step(new Action.GiveBack(rs.revision()), LetGo.returned(seen.spec(), rs)))
        .findFirst();
  }

  private static Optional<Step> deployment(Observation seen) {
    return seen.workload()
        .filter(workload -> seen.spec().rollout().equals(workload.heldBy()))
        .map(
            workload ->
                LetGo.runsItsTemplate(seen, workload)
                    ? step(
                        new Action.Resume(),
                        Reason.Resumed,
                        "Deployment %s is its own again",
                        seen.spec().workload())
                    : new Step(new Action.Unmark(), LetGo.unmarked(seen.spec(), workload)));
  }

  private static Optional<Step> claim(Observation seen) {
    return seen.claimed()
        ? Optional.of(
            step(
                new Action.Release(),
                Reason.Released,
                "nothing of the rollout is left to give back"))
        : Optional.empty();
  }

  private static Step step(Action action, Reason reason, String format, Object... values) {
    return new Step(action, Note.of(reason, format, values));
  }

  private static Note missing(Observation seen) {
    if (seen.workload().isEmpty()) {
      return Note.of(
          Reason.WorkloadMissing,
          "Deployment %s does not exist: create it, or correct spec.workloadRef.name",
          seen.spec().workload());
    }
    if (seen.service().isEmpty()) {
      return Note.of(
          Reason.ServiceMissing,
          "Service %s does not exist: create it, or correct spec.traffic.service",
          seen.spec().theService());
    }
    String route = seen.missingRoute().orElseThrow();
    return Note.of(
        Reason.RouteMissing,
        "%s does not exist: create it, or correct spec.traffic.routes[%d].name",
        route,
        seen.spec().routes().indexOf(route));
  }
}
