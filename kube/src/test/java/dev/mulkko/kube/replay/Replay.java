package dev.mulkko.kube.replay;

import dev.mulkko.engine.mutant.Mutation;

/**
 * What was written elsewhere, and what is written here.
 *
 * @param issue of Argo Rollouts (AR), its plugin for the Gateway API (GW) or Flagger (FL)
 * @param open whether it is not closed, as far as is known
 * @param there what happened
 * @param here what holds instead
 * @param fault with which it would happen here, in a few words
 * @param plot throws an AssertionError when something does not hold
 */
record Replay(
    String issue,
    boolean open,
    String there,
    String here,
    String fault,
    Mutation mutation,
    Runnable plot) {

  /** With the class as this module's own package calls it. */
  static Mutation in(String type, String from, String to) {
    return new Mutation("dev.mulkko.kube." + type, from, to);
  }

  @Override
  public String toString() {
    return issue + ": " + there;
  }
}
