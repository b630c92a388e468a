package dev.mulkko.engine.plan;

import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.engine.plan.Plan.Phase;
import java.util.Optional;

/**
 * What to do when the Deployment, the Service or the route is gone: give back whatever is left,
 * traffic first, and never wait for what does not exist.
 */
public final class MissingParts {

  private MissingParts() {}

  /** The plan for an observation that is no {@link Scene}. */
  public static Plan plan(Observation seen) {
    boolean abandon = seen.deleting() || seen.workload().isEmpty();
    if (abandon && seen.route().filter(r -> !(r.shape() instanceof Shape.Home)).isPresent()) {
      return act(
          seen,
          new Action.RestoreRoute(),
          Note.of(Reason.RouteRestored, "%s has its own form again", seen.spec().route()));
    }
    if (abandon && seen.service().filter(s -> s.pin() != null).isPresent()) {
      return act(
          seen,
          new Action.Pin(null),
          Note.of(Reason.Unpinned, "Service %s has its own selector again", seen.spec().service()));
    }
    if (abandon && seen.claimed()) {
      return act(
          seen,
          new Action.Release(),
          Note.of(Reason.Released, "nothing of the rollout is left to give back"));
    }
    return new Plan(
        Phase.Stalled,
        Optional.empty(),
        seen.workload().isEmpty() ? seen.memory().detached() : seen.memory(),
        missing(seen),
        "missing parts",
        Optional.empty());
  }

  private static Plan act(Observation seen, Action action, Note note) {
    return new Plan(
        Phase.Stalled, Optional.of(action), seen.memory(), note, "missing parts", Optional.empty());
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
          seen.spec().service());
    }
    return Note.of(
        Reason.RouteMissing,
        "%s does not exist: create it, or correct spec.traffic.routes[0].name",
        seen.spec().route());
  }
}
