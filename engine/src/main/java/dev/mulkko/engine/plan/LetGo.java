package dev.mulkko.engine.plan;

import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Observation.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is given back when a Rollout is deleted at rest. It has no finalizer then, so all of it is
 * done at once, each act on an object of its own: one that fails takes none of the others away, and
 * without any of them nothing breaks.
 *
 * @param note for the people of a Deployment that stays paused
 */
public record LetGo(List<Action> actions, Optional<Note> note) {

  public LetGo {
    actions = List.copyOf(actions);
  }

  /** For a Rollout that is gone, as it was last seen. */
  public static LetGo of(Observation seen) {
    List<Action> actions = new ArrayList<>();
    Optional<Workload> held = seen.workload().filter(w -> seen.spec().rollout().equals(w.heldBy()));
    boolean runs = held.filter(w -> runsItsTemplate(seen, w)).isPresent();
    held.ifPresent(_ -> actions.add(runs ? new Action.Resume() : new Action.Unmark()));
    seen.replicaSets().stream()
        .filter(LetGo::isHistory)
        .forEach(rs -> actions.add(new Action.GiveBack(rs.revision())));
    return new LetGo(
        actions, held.filter(w -> w.paused() && !runs).map(_ -> leftHeld(seen.spec())));
  }

  /** Parked, and nothing runs of it. */
  public static boolean isHistory(ReplicaSet rs) {
    return !rs.owned() && rs.wanted() == 0 && rs.current() == 0;
  }

  /** Resumed with another template, the Deployment would roll it out by itself. */
  static boolean runsItsTemplate(Observation seen, Workload workload) {
    return seen.replicaSets().stream()
        .filter(rs -> rs.owned() && rs.template().equals(workload.template()))
        .anyMatch(rs -> rs.wanted() > 0 || workload.replicas() == 0);
  }

  /** Without us it is the Deployment's own again. */
  public static Note returned(Spec spec, ReplicaSet history) {
    return Note.of(
        Reason.HistoryReturned,
        "%s is history of Deployment %s again",
        history.revision(),
        spec.workload());
  }

  /**
   * The last that is ours on the Deployment is taken off. From then on it is as if a person had
   * paused it, or nobody.
   */
  public static Note unmarked(Spec spec, Workload workload) {
    return workload.paused()
        ? leftHeld(spec)
        : Note.of(Reason.Resumed, "Deployment %s is its own again", spec.workload());
  }

  /** The Rollout is gone, the template that it refused is not. */
  private static Note leftHeld(Spec spec) {
    return Note.of(
        Reason.LeftHeld,
        "Deployment %s stays paused, its template is not the one that runs: kubectl rollout resume"
            + " deployment/%s rolls it out, kubectl rollout undo after that goes back",
        spec.workload(),
        spec.workload());
  }
}
