package dev.mulkko.e2e.swap;

import dev.mulkko.kube.Ownership;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ReplicaSets that run the shop at one etcd revision, by the names of their revisions.
 *
 * @param shop the Deployment that each has to name as owner
 */
record Moment(Deployment shop, String version, Map<String, ReplicaSet> all) {

  static Moment of(Deployment shop, ReplicaSetList list) {
    Moment moment = new Moment(shop, list.getMetadata().getResourceVersion(), Map.of());
    for (ReplicaSet rs : list.getItems()) {
      moment = moment.with(moment.version, rs);
    }
    return moment;
  }

  /** One write later. */
  Moment with(String newVersion, ReplicaSet rs) {
    Map<String, ReplicaSet> next = new TreeMap<>(all);
    if (runsShop(rs)) {
      next.put(Ownership.revision(rs), rs);
    }
    return new Moment(shop, newVersion, next);
  }

  private static boolean runsShop(ReplicaSet rs) {
    return Apps.SHOP.equals(
        rs.getSpec().getTemplate().getMetadata().getLabels().get(Manifests.APP));
  }

  int size(String revision) {
    return size(Objects.requireNonNull(all.get(revision), revision));
  }

  Optional<Integer> parkedSize(String revision) {
    return Optional.ofNullable(all.get(revision)).filter(this::parked).map(Moment::size);
  }

  List<String> owned() {
    return all.values().stream().filter(this::owned).map(Ownership::revision).toList();
  }

  /** Every pod that is wanted is ready, and no other is there. */
  boolean complete() {
    return all.values().stream()
        .allMatch(
            rs ->
                rs.getMetadata().getGeneration().equals(rs.getStatus().getObservedGeneration())
                    && count(rs.getStatus().getReplicas()) == size(rs)
                    && count(rs.getStatus().getReadyReplicas()) == size(rs));
  }

  private boolean owned(ReplicaSet rs) {
    return Ownership.owns(shop, rs) && selected(rs);
  }

  private boolean parked(ReplicaSet rs) {
    return Ownership.parked(Apps.SHOP, rs) && !selected(rs) && namesShop(rs);
  }

  private static boolean selected(ReplicaSet rs) {
    return rs.getMetadata().getLabels().containsKey(Manifests.APP);
  }

  private boolean namesShop(ReplicaSet rs) {
    return rs.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getUid().equals(shop.getMetadata().getUid()));
  }

  private static int size(ReplicaSet rs) {
    return rs.getSpec().getReplicas();
  }

  /** What a server leaves out is 0. */
  static int count(@Nullable Integer count) {
    return Objects.requireNonNullElse(count, 0);
  }

  @Override
  public String toString() {
    return all.entrySet().stream()
        .map(e -> describe(e.getKey(), e.getValue()))
        .collect(Collectors.joining(", ", version + ": ", ""));
  }

  private String describe(String revision, ReplicaSet rs) {
    String place = owned(rs) ? "owned" : parked(rs) ? "parked" : "astray";
    int pods = rs.getStatus() == null ? 0 : count(rs.getStatus().getReplicas());
    return "%s %s %d of %d".formatted(revision, place, pods, size(rs));
  }
}
