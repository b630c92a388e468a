package dev.mulkko.kube.lock;

import dev.mulkko.api.v1beta1.DeployLockSpec;
import dev.mulkko.engine.plan.Lock.Mode;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a lock stands at a time. One that cannot be read holds: whoever wrote it wanted to stop
 * something.
 *
 * @param change when it holds no more, or holds again, by itself; empty when it does not
 * @param wrong what to correct, as a sentence; null when nothing is wrong
 * @param auto whether it holds only those that others are ahead of
 */
public record Standing(
    State state, Mode mode, Optional<Instant> change, @Nullable String wrong, boolean auto) {

  /** Whether a lock holds. */
  public enum State {
    Locked,
    Open,
    Ended,
    Broken;

    public boolean holds() {
      return this == Locked || this == Broken;
    }
  }

  public static Standing of(DeployLockSpec spec, Instant now) {
    try {
      return of(Terms.of(spec), now);
    } catch (BrokenLock e) {
      return broken(e.sentence());
    } catch (IllegalStateException | IllegalArgumentException | ArithmeticException e) {
      // Of a rule whose times cannot be told this far ahead.
      return broken(
          "spec.windows cannot be told (%s): write other rules".formatted(e.getMessage()));
    }
  }

  private static Standing broken(String sentence) {
    return new Standing(State.Broken, Mode.BlockNew, Optional.empty(), sentence, false);
  }

  private static Standing of(Terms terms, Instant now) {
    if (terms.until().filter(end -> !now.isBefore(end)).isPresent()) {
      return new Standing(State.Ended, terms.mode(), Optional.empty(), null, terms.auto());
    }
    boolean holds = terms.schedule().map(schedule -> schedule.holds(now)).orElse(true);
    Optional<Instant> change =
        Stream.concat(
                terms.schedule().flatMap(schedule -> schedule.change(now)).stream(),
                terms.until().stream())
            .min(Instant::compareTo);
    return new Standing(
        holds ? State.Locked : State.Open, terms.mode(), change, null, terms.auto());
  }
}
