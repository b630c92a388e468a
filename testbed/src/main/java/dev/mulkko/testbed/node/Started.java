package dev.mulkko.testbed.node;

import dev.mulkko.testbed.shop.App;

/** What came of starting a container. */
sealed interface Started {

  /** It runs. */
  record Running(App app) implements Started {}

  /**
   * What it needs is not there yet, or was not to be had in this moment.
   *
   * @param message what that is
   */
  record NotYet(String message) implements Started {}

  /**
   * It cannot run, for a reason that shows in its waiting state.
   *
   * @param reason such as ErrImagePull
   */
  record Refused(String reason, String message) implements Started {}
}
