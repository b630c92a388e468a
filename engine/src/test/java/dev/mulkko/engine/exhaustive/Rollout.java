package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.plan.Observation.Verb;
import java.util.Optional;

/**
 * The Rollout with its status.
 *
 * @param asked what somebody asks for and has no answer to yet
 * @param trouble whether the pods of the canary say that waiting will not heal them
 */
record Rollout(Memory memory, Life life, boolean claimed, Optional<Verb> asked, boolean trouble) {

  enum Life {
    ALIVE,
    DELETING,
    /** Deleted, and an operator that knew it has yet to give back what is left. */
    GONE,
    /** All of it was given back. */
    OVER,
    /** Nobody of ours was there to give anything back, or ever will be. */
    FORGOTTEN
  }

  boolean exists() {
    return life == Life.ALIVE || life == Life.DELETING;
  }

  boolean deleting() {
    return life == Life.DELETING;
  }

  Rollout with(Memory next) {
    return new Rollout(next, life, claimed, asked, trouble && next.progress() != null);
  }

  Rollout with(Life next) {
    return new Rollout(memory, next, claimed, asked, trouble);
  }

  Rollout claimed(boolean next) {
    return new Rollout(memory, life, next, asked, trouble);
  }

  Rollout asked(Optional<Verb> next) {
    return new Rollout(memory, life, claimed, next, trouble);
  }

  Rollout inTrouble() {
    return new Rollout(memory, life, claimed, asked, true);
  }
}
