package dev.mulkko.e2e.observer.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.Rs;
import dev.mulkko.e2e.observer.world.World;
import dev.mulkko.kube.Names;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The swap rule. Holds for a Deployment to which a Rollout is attached, and for one that is paused
 * in the name of one.
 */
public final class OneOwnedReplicaSet implements Invariant {

  public static final String NAME = "swap rule";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String sentence() {
    return "the Deployment owns active ReplicaSets of exactly one version; none only in the gap of a swap, while it is paused and owns no other; all others are parked; a rolling update alone owns two";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return now.all(Kind.Deployment)
        .filter(d -> ruled(now, d))
        .flatMap(d -> Stream.of(owned(before, now, d), astray(before, now, d)).flatMap(s -> s));
  }

  private static boolean ruled(World world, JsonNode deployment) {
    boolean held = paused(deployment) && deployment.at("/metadata/annotations").has(Names.HELD_BY);
    boolean attached =
        world
            .rollouts()
            .flatMap(m -> m.deployment().stream())
            .anyMatch(d -> d.at("/metadata/uid").equals(deployment.at("/metadata/uid")));
    boolean rolling =
        world
            .rollouts()
            .filter(Managed::rolling)
            .flatMap(m -> m.deployment().stream())
            .anyMatch(d -> d.at("/metadata/uid").equals(deployment.at("/metadata/uid")));
    return (held || attached) && !rolling && !deployment.path("metadata").has("deletionTimestamp");
  }

  private static boolean paused(JsonNode deployment) {
    return deployment.at("/spec/paused").asBoolean();
  }

  private static Stream<String> owned(World before, World now, JsonNode deployment) {
    String name = deployment.at("/metadata/name").asText();
    List<Rs> active = active(now, deployment);
    // The same version with its pods started anew is left to the Deployment.
    if (active.stream().map(Rs::version).distinct().count() > 1) {
      return Stream.of(
          "Deployment %s owns %d active ReplicaSets: %s"
              .formatted(name, active.size(), sizes(active)));
    }
    List<Rs> owned = now.replicaSets().filter(rs -> rs.ownedBy(deployment)).toList();
    if (owned.isEmpty() && !paused(deployment)) {
      return Stream.of(
          "Deployment %s owns no ReplicaSet and is not paused: its controller makes one"
              .formatted(name));
    }
    boolean gapOpens = active.isEmpty() && parkedNow(before, now, deployment);
    return gapOpens && !owned.isEmpty()
        ? Stream.of(
            "the active ReplicaSet of Deployment %s is parked while it owns %s: its controller starts that one"
                .formatted(name, sizes(owned)))
        : Stream.empty();
  }

  private static List<Rs> active(World world, JsonNode deployment) {
    return world.replicaSets().filter(rs -> rs.ownedBy(deployment) && rs.wanted() > 0).toList();
  }

  private static boolean parkedNow(World before, World now, JsonNode deployment) {
    return active(before, deployment).stream()
        .anyMatch(was -> find(now, was).filter(rs -> rs.parked(deployment)).isPresent());
  }

  private static Optional<Rs> find(World world, Rs rs) {
    return world.find(Kind.ReplicaSet, rs.name()).map(Rs::new);
  }

  /** Whoever is neither can be taken by a neighbour with a wider selector. */
  private static Stream<String> astray(World before, World now, JsonNode deployment) {
    return now.replicaSets()
        .filter(
            rs ->
                rs.names(deployment)
                    || find(before, rs).filter(b -> b.names(deployment)).isPresent())
        .filter(rs -> !(rs.ownedBy(deployment) && rs.selectedBy(deployment)))
        .filter(rs -> !(rs.names(deployment) && rs.parked(deployment)))
        .map(rs -> "%s is neither owned nor wholly parked".formatted(rs.name()));
  }

  private static String sizes(List<Rs> all) {
    return all.stream()
        .map(rs -> "%s with %d pods".formatted(rs.name(), rs.wanted()))
        .collect(Collectors.joining(", "));
  }

  @Override
  public Stream<String> brokenAtEnd(World end) {
    return end.rollouts()
        .filter(m -> m.attached() && m.replicas() > 0)
        .filter(m -> m.replicaSets().filter(m::owned).noneMatch(rs -> rs.wanted() > 0))
        .map(m -> "the gap of a swap of %s was never closed".formatted(m.name()));
  }
}
