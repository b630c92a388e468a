package dev.mulkko.engine.model;

import dev.mulkko.engine.model.Step.Pause;
import dev.mulkko.engine.model.Step.SetWeight;
import dev.mulkko.engine.model.Strategy.Canary;
import java.time.Duration;
import java.util.Optional;

/**
 * A place in the steps of a canary. Behind the last step stands one more that nobody writes: 100 %.
 *
 * @param index 0 is the first step, {@code steps.size()} the implicit 100 %, anything above means
 *     that all is done
 */
public record Cursor(Canary canary, int index) {

  /** Whether the steps, and 100 %, lie behind. */
  public boolean done() {
    return index > canary.steps().size();
  }

  /** Whether the implicit step to 100 % is reached or passed. */
  public boolean full() {
    return index >= canary.steps().size();
  }

  /** The canary's share here, 0 to 100: that of the last weight at or before this place. */
  public int weight() {
    if (full()) {
      return 100;
    }
    for (int i = index; i >= 0; i--) {
      if (canary.steps().get(i) instanceof SetWeight set) {
        return set.percent();
      }
    }
    return 0;
  }

  /**
   * How long this place is held after its weight has settled. A weight before a pause leaves the
   * time to the pause.
   */
  public Duration hold() {
    if (full()) {
      return Duration.ZERO;
    }
    return switch (canary.steps().get(index)) {
      case Pause pause -> pause.duration();
      case SetWeight _ -> nextIsPause() ? Duration.ZERO : canary.stepTime();
    };
  }

  /** The step here, empty at the implicit 100 % and behind it. */
  public Optional<Step> step() {
    return full() ? Optional.empty() : Optional.of(canary.steps().get(index));
  }

  public Cursor next() {
    return new Cursor(canary, index + 1);
  }

  /** The first step that gives more than this share; the implicit 100 % if none does. */
  public Cursor firstAbove(int percent) {
    int next = 0;
    while (next < canary.steps().size() && new Cursor(canary, next).weight() <= percent) {
      next++;
    }
    return new Cursor(canary, next);
  }

  /** For people: {@code 2/5}; the implicit 100 % counts as a step. */
  public String label() {
    int total = canary.steps().size() + 1;
    return Math.min(index + 1, total) + "/" + total;
  }

  private boolean nextIsPause() {
    return index + 1 < canary.steps().size() && canary.steps().get(index + 1) instanceof Pause;
  }
}
