package dev.mulkko.cli.view;

import dev.mulkko.api.v1beta1.RefusedRevision;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.Templates;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is waited for is reached, can still be, or cannot any more. It speaks of the
 * template that the Deployment has now: what became of an older one, or was not seen yet, ends no
 * wait.
 */
public enum Outlook {
  Reached,
  Possible,
  Impossible;

  /** The reason of a template that was not at fault. */
  private static final String UNDONE = "Undone";

  /** Decides from what was read. */
  public static Outlook of(Snapshot seen, Until until) {
    RolloutStatus status = seen.rollout().getStatus();
    Long generation = seen.rollout().getMetadata().getGeneration();
    boolean old =
        status == null || (generation != null && status.observedGeneration() < generation);
    if (old) {
      return Possible;
    }
    if ("Stalled".equals(status.phase())) {
      return Impossible;
    }
    RolloutProgress progress = status.rollout();
    return progress == null ? atRest(seen, status, until) : underWay(seen, status, progress, until);
  }

  private static Outlook underWay(
      Snapshot seen, RolloutStatus status, RolloutProgress progress, Until until) {
    if (until == Until.rest || !present(seen).contains(String.valueOf(status.canary()))) {
      return Possible;
    }
    boolean aborted = progress.abort() != null;
    return switch (until) {
      case promoted -> aborted ? Impossible : progress.promotedAt() == null ? Possible : Reached;
      case paused -> "Paused".equals(status.phase()) ? Reached : aborted ? Impossible : Possible;
      case rolledback, rest -> Possible;
    };
  }

  private static Outlook atRest(Snapshot seen, RolloutStatus status, Until until) {
    if (status.stable() == null) {
      return Possible;
    }
    List<String> present = present(seen);
    if ("Healthy".equals(status.phase()) && present.contains(status.stable())) {
      return reachedIf(until == Until.promoted || until == Until.rest);
    }
    List<String> refused =
        status.refused().stream()
            .filter(r -> present.contains(r.revision()))
            .map(RefusedRevision::reason)
            .toList();
    if (!"RolledBack".equals(status.phase()) || refused.isEmpty()) {
      return Possible;
    }
    // What somebody went back to was promoted, though the Deployment keeps the newer template.
    boolean undone = refused.contains(UNDONE);
    return reachedIf(until != Until.paused && (undone || until != Until.promoted));
  }

  private static Outlook reachedIf(boolean reached) {
    return reached ? Reached : Impossible;
  }

  /** The revisions of the Deployment's present template; none when the operator has not seen it. */
  private static List<String> present(Snapshot seen) {
    return Optional.ofNullable(seen.deployment())
        .map(deployment -> equal(seen, deployment))
        .orElse(List.of());
  }

  private static List<String> equal(Snapshot seen, Deployment deployment) {
    var wanted = Templates.of(deployment.getSpec().getTemplate());
    return seen.replicaSets().stream()
        .filter(rs -> Templates.of(rs.getSpec().getTemplate()).equals(wanted))
        .map(Ownership::revision)
        .toList();
  }

  /** Why it cannot be reached any more, with what to do. */
  public static String sentence(String rollout, Until until, @Nullable RolloutStatus status) {
    return "Rollout %s cannot become %s any more, it is %s: %s"
        .formatted(
            rollout,
            until,
            RolloutRow.phase(status),
            status == null || status.message() == null
                ? "see `kubectl mulkko get " + rollout + "`"
                : status.message());
  }
}
