package dev.mulkko.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mulkko.api.v1beta1.RefusedRevision;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A revision that is kept, as its ReplicaSet shows it.
 *
 * @param number the Deployment's own count; null when it never had this one
 * @param owned whether the Deployment is its controller; otherwise it is parked
 * @param why why it was refused; null when it was not
 * @param changedBy who set its template; null when nobody stamped it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Revision(
    String revision,
    @Nullable Long number,
    State state,
    boolean owned,
    int ready,
    int wanted,
    List<String> images,
    @Nullable Instant created,
    @Nullable String changedBy,
    @Nullable String why) {

  private static final Comparator<Revision> NEWEST_FIRST =
      Comparator.comparing(
              Revision::created, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
          .thenComparing(Revision::number, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
          .reversed()
          .thenComparing(Revision::revision);

  public Revision {
    images = List.copyOf(images);
  }

  /** What a revision is to its Rollout. */
  public enum State {
    Stable,
    Canary,
    Refused,
    History
  }

  /** Those of this Rollout's Deployment, the newest first. */
  public static List<Revision> of(Snapshot seen) {
    Deployment deployment = seen.deployment();
    return deployment == null
        ? List.of()
        : seen.replicaSets().stream()
            .filter(rs -> !Ownership.revision(rs).isEmpty())
            .filter(rs -> Ownership.owns(deployment, rs) || Ownership.parked(seen.name(), rs))
            .map(rs -> of(rs, deployment, seen.rollout().getStatus()))
            .sorted(NEWEST_FIRST)
            .toList();
  }

  private static Revision of(ReplicaSet rs, Deployment deployment, @Nullable RolloutStatus status) {
    String name = Ownership.revision(rs);
    long number = Ownership.number(rs);
    Optional<RefusedRevision> refused =
        status == null
            ? Optional.empty()
            : status.refused().stream().filter(r -> r.revision().equals(name)).findFirst();
    State state = state(name, status, refused.isPresent());
    return new Revision(
        name,
        number == 0 ? null : number,
        state,
        Ownership.owns(deployment, rs),
        rs.getStatus() == null
            ? 0
            : Objects.requireNonNullElse(rs.getStatus().getReadyReplicas(), 0),
        Objects.requireNonNullElse(rs.getSpec().getReplicas(), 1),
        rs.getSpec().getTemplate().getSpec().getContainers().stream()
            .map(Container::getImage)
            .toList(),
        RolloutRow.time(rs.getMetadata().getCreationTimestamp()),
        changedBy(state, deployment, status),
        refused.map(r -> r.reason() + ": " + r.message()).orElse(null));
  }

  private static State state(String name, @Nullable RolloutStatus status, boolean refused) {
    if (status != null && name.equals(status.canary())) {
      return State.Canary;
    }
    if (status != null && name.equals(status.stable())) {
      return State.Stable;
    }
    return refused ? State.Refused : State.History;
  }

  private static @Nullable String changedBy(
      State state, Deployment deployment, @Nullable RolloutStatus status) {
    if (state != State.Canary || status == null || status.rollout() == null) {
      return null;
    }
    String stamped = status.rollout().changedBy();
    return stamped != null
        ? stamped
        : deployment.getMetadata().getAnnotations().get(Names.CHANGED_BY);
  }
}
