package dev.mulkko.e2e.observer.world;

import java.util.Optional;
import java.util.stream.Stream;

/** One attached Rollout at two revisions, one after the other. */
public record Transition(Managed before, Managed now) {

  public static Stream<Transition> of(World before, World now) {
    return now.rollouts()
        .filter(Managed::attached)
        .flatMap(
            m -> m.in(before).filter(Managed::attached).map(b -> new Transition(b, m)).stream());
  }

  /** Of those that the operator itself made. */
  public static Stream<Transition> byOperator(World before, World now) {
    return now.isByOperator() ? of(before, now) : Stream.empty();
  }

  /** The same try of the same version goes on. */
  public boolean isOneAttempt() {
    return before.inRollout()
        && now.inRollout()
        && before.canary().equals(now.canary())
        && before.progress("startedAt").equals(now.progress("startedAt"));
  }

  /** ReplicaSets that want fewer pods than before; also those that are gone. */
  public Stream<Shrunk> shrunk() {
    return before
        .replicaSets()
        .map(rs -> shrunk(rs, now.rs(rs.revision())))
        .filter(shrunk -> shrunk.wanted < shrunk.rs.wanted());
  }

  private Shrunk shrunk(Rs rs, Optional<Rs> after) {
    Optional<Rs> owned = after.filter(now::owned);
    return new Shrunk(
        rs,
        after.map(Rs::wanted).orElse(0),
        owned.isPresent(),
        owned.map(it -> it.desired(now.replicas())).orElse(now.replicas()));
  }

  /**
   * A ReplicaSet that gives up pods.
   *
   * @param rs as it was before
   * @param wanted how many it shall have now
   * @param owned whether it is the Deployment's to scale
   * @param replicas of the Deployment, as whoever scaled it knew them: the Deployment controller
   *     may be behind, and notes what it acted on
   */
  public record Shrunk(Rs rs, int wanted, boolean owned, int replicas) {

    public String revision() {
      return rs.revision();
    }
  }
}
