package dev.mulkko.engine.plan;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.plan.Plan.Phase;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says when it has something to say.
 *
 * @param memory what to remember from now on; null leaves it as it is
 * @param phase what people should read; null leaves it to the list
 */
public record Decision(
    Kind kind,
    Optional<Action> action,
    @Nullable Memory memory,
    Note note,
    @Nullable Duration recheck,
    @Nullable Phase phase) {

  /** How the trace shows a decision. */
  public enum Kind {
    Act,
    Wait,
    Remember
  }

  public static Optional<Decision> act(Action action, Note note) {
    return Optional.of(new Decision(Kind.Act, Optional.of(action), null, note, null, null));
  }

  /** A write after which something that was remembered is true no longer. */
  public static Optional<Decision> act(Action action, Memory memory, Note note) {
    return Optional.of(new Decision(Kind.Act, Optional.of(action), memory, note, null, null));
  }

  /** Something must change in the cluster first; its event starts the next pass. */
  public static Optional<Decision> waiting(Note note) {
    return Optional.of(new Decision(Kind.Wait, Optional.empty(), null, note, null, null));
  }

  /** Time must pass. */
  public static Optional<Decision> waiting(Note note, Duration recheck) {
    return Optional.of(new Decision(Kind.Wait, Optional.empty(), null, note, recheck, null));
  }

  public static Optional<Decision> waiting(Memory memory, Note note, Duration recheck) {
    return Optional.of(new Decision(Kind.Wait, Optional.empty(), memory, note, recheck, null));
  }

  /**
   * A change of direction: it is stored before anything follows from it, so that a crash in between
   * cannot take it back.
   */
  public static Optional<Decision> remember(Memory memory, Note note) {
    return Optional.of(
        new Decision(Kind.Remember, Optional.empty(), memory, note, Duration.ZERO, null));
  }

  /** The same decision, to be read by people as this phase. */
  public static Optional<Decision> as(Phase phase, Optional<Decision> decision) {
    return decision.map(d -> new Decision(d.kind, d.action, d.memory, d.note, d.recheck, phase));
  }
}
