package dev.mulkko.kube;

import dev.mulkko.api.v1beta1.Rollout;
import java.util.List;

/**
 * The locks that could hold a Rollout, as they were read.
 *
 * @param locks those of its namespace and of the cluster, in any order
 * @param others the other Rollouts, for locks that let one go on at a time; empty when there are no
 *     such locks
 */
public record AnyLocks(List<AnyLock> locks, List<Rollout> others) {

  public static final AnyLocks NONE = new AnyLocks(List.of(), List.of());

  public AnyLocks {
    locks = List.copyOf(locks);
    others = List.copyOf(others);
  }
}
