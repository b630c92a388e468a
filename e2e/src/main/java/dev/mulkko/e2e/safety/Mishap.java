package dev.mulkko.e2e.safety;

import java.time.Duration;

/** What happens to the operator in the middle of a scenario. */
sealed interface Mishap permits Crash, Trouble {

  /** The number of the write at which it begins, from 1 on. */
  int write();

  /** As tables call it. */
  String name();

  /** Until all is as before; zero for what happens in a moment. */
  Duration lasts();
}
