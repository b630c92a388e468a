package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.plan.Action;

/**
 * Where the operator is in a pass. Anybody may act between its decision, its write and its memory.
 */
sealed interface Pass {

  /** It looks next. */
  record Idle() implements Pass {}

  /**
   * It has decided and not written yet.
   *
   * @param conflict whether somebody has changed the object that it is to write
   */
  record Writing(Action action, Memory next, boolean conflict) implements Pass {}

  /** It has not stored what it wants to remember. */
  record Storing(Memory next) implements Pass {}

  Pass IDLE = new Idle();
}
