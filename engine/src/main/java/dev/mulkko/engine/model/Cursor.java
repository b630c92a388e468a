package dev.mulkko.engine.model;

import dev.mulkko.engine.model.Step.Approval;
import dev.mulkko.engine.model.Step.End;
import dev.mulkko.engine.model.Step.Pause;
import dev.mulkko.engine.model.Step.SetMatch;
import dev.mulkko.engine.model.Step.SetMirror;
import dev.mulkko.engine.model.Step.SetScale;
import dev.mulkko.engine.model.Step.SetWeight;
import dev.mulkko.engine.model.Step.Stay;
import java.time.Duration;
import java.util.Optional;

/**
 * A place in the steps of a rollout. Behind the last step stands one more that nobody writes: 100
 * %.
 *
 * @param index 0 is the first step, {@code steps.size()} the implicit 100 %, anything above means
 *     that all is done
 */
public record Cursor(Strategy strategy, int index) {

  /** Whether the steps, and 100 %, lie behind. */
  public boolean done() {
    return index > strategy.steps().size();
  }

  /** Whether the implicit step to 100 % is reached or passed. */
  public boolean full() {
    return index >= strategy.steps().size();
  }

  /** The canary's share here, 0 to 100: that of the last weight at or before this place. */
  public int weight() {
    if (full()) {
      return 100;
    }
    for (int i = index; i >= 0; i--) {
      if (strategy.steps().get(i) instanceof SetWeight set) {
        return set.percent();
      }
    }
    return 0;
  }

  /** The requests that the canary gets apart from its share; none at 100 %, which has them all. */
  public Optional<Match> match() {
    if (full()) {
      return Optional.empty();
    }
    for (int i = index; i >= 0; i--) {
      if (strategy.steps().get(i) instanceof SetMatch(Match match)) {
        return Optional.of(match);
      }
    }
    return Optional.empty();
  }

  /** The share of the requests of which the canary gets a copy, 0 to 100. */
  public int mirror() {
    if (full()) {
      return 0;
    }
    for (int i = index; i >= 0; i--) {
      switch (strategy.steps().get(i)) {
        case SetMirror(int percent) -> {
          return percent;
        }
        case SetWeight _ -> {
          return 0;
        }
        default -> {}
      }
    }
    return 0;
  }

  /** The pods that a step asks for; the canary's traffic may need more. */
  public Scale scale() {
    if (full()) {
      return new Scale.Share(100);
    }
    for (int i = index; i >= 0; i--) {
      if (strategy.steps().get(i) instanceof SetScale(Scale scale)) {
        return scale;
      }
    }
    return new Scale.ByWeight();
  }

  /**
   * How long this place is held after its weight has settled. A weight before a pause leaves the
   * time to the pause.
   */
  public Duration hold() {
    if (full()) {
      return Duration.ZERO;
    }
    return switch (strategy.steps().get(index)) {
      case Pause pause -> pause.duration();
      case SetMirror(int percent) when percent == 0 -> Duration.ZERO;
      case SetWeight _, SetMatch _, SetMirror _ ->
          next().waits() ? Duration.ZERO : strategy.stepTime();
      case SetScale _, Approval _, Stay _, End _ -> Duration.ZERO;
    };
  }

  /** The step here, empty at the implicit 100 % and behind it. */
  public Optional<Step> step() {
    return full() ? Optional.empty() : Optional.of(strategy.steps().get(index));
  }

  public Cursor next() {
    return new Cursor(strategy, index + 1);
  }

  /** The implicit 100 %. */
  public Cursor atFull() {
    return new Cursor(strategy, strategy.steps().size());
  }

  /** Where nothing is left but to finish. */
  public Cursor behindAll() {
    return new Cursor(strategy, strategy.steps().size() + 1);
  }

  /** The first step that gives more than this share, or the last one: 100 % if nothing ends it. */
  public Cursor firstAbove(int percent) {
    Cursor next = new Cursor(strategy, 0);
    while (!next.full() && !next.ends() && next.weight() <= percent) {
      next = next.next();
    }
    return next;
  }

  /** Whether any step before this place gave the canary requests, or copies of some. */
  public boolean hasGiven() {
    return strategy.steps().stream()
        .limit(index)
        .anyMatch(
            step ->
                switch (step) {
                  case SetWeight(int percent) -> percent > 0;
                  case SetMirror(int percent) -> percent > 0;
                  case SetMatch _ -> true;
                  default -> false;
                });
  }

  /** Whether this place keeps the steps from going on to 100 % by themselves. */
  public boolean ends() {
    return step().filter(s -> s instanceof Stay || s instanceof End).isPresent();
  }

  /** For people: {@code 2/5}; what follows the last one that was written counts as a step. */
  public String label() {
    boolean trial = !strategy.steps().isEmpty() && strategy.steps().getLast() instanceof End;
    int total = strategy.steps().size() + (trial ? 0 : 1);
    return Math.min(index + 1, total) + "/" + total;
  }

  /** Whether this place only holds what the one before it reached. */
  public boolean waits() {
    return step()
        .filter(s -> s instanceof Pause || s instanceof Approval || s instanceof Stay)
        .isPresent();
  }

  /** Whether metrics decide here; what gets no traffic has none, unless it is previewed. */
  public boolean judged() {
    if (full()) {
      return true;
    }
    // What only changes pods is nothing that metrics could be asked about.
    if (strategy.steps().get(index) instanceof SetScale) {
      return false;
    }
    boolean carries = weight() > 0 || match().isPresent() || mirror() > 0;
    boolean previews = strategy.judgesPreview() && hold().isPositive();
    return waits() ? carries || previews : carries && !next().waits();
  }
}
