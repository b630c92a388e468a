package dev.mulkko.engine.plan.record;

import static dev.mulkko.engine.plan.Decision.act;
import static dev.mulkko.engine.plan.Decision.remember;

import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.model.Attempt.Approved;
import dev.mulkko.engine.model.Attempt.Passed;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Books;
import dev.mulkko.engine.plan.Books.Entry;
import dev.mulkko.engine.plan.Books.Recorded;
import dev.mulkko.engine.plan.Closing;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Opening;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The record of each attempt: opened before its first traffic, closed before it is forgotten. Each
 * write follows from what is remembered and from what the record says already, so that after a
 * crash it is made once more or found made, never twice.
 */
public final class Recording {

  /** So many steps wait to be written together. */
  private static final int TOGETHER = 5;

  private Recording() {}

  /** Once it is known what runs: its images are part of the record. */
  public static Optional<Decision> open(Scene scene) {
    return missing(scene.seen()) ? opened(scene.seen()) : Optional.empty();
  }

  /** The same, as soon as pods tell which images they run. */
  public static Optional<Decision> openWhenImagesAreKnown(Scene scene) {
    return scene.seen().books().digestsKnown() ? open(scene) : Optional.empty();
  }

  /**
   * What metrics and people said goes at once, since it takes room in the status; the rest
   * together. What takes no room is forgotten with the next step, not in a write of its own.
   */
  public static Optional<Decision> add(Scene scene) {
    Attempt attempt = scene.progress().attempt();
    boolean open = present(scene.seen()).filter(record -> !record.closed()).isPresent();
    if (!open) {
      return Optional.empty();
    }
    List<Passed> steps = steps(scene.seen(), attempt);
    List<Approved> approved = approved(scene.seen(), attempt);
    Action add = new Action.AddToRecord(attempt.number(), steps, approved, attempt.unlocked());
    Note note =
        Note.of(
            Reason.RecordExtended,
            "record %d has %d steps and %d approvals more",
            attempt.number(),
            steps.size(),
            approved.size());
    if (isLarge(attempt)) {
      return act(add, scene.memory().with(scene.progress().recording(attempt.recorded())), note);
    }
    return steps.size() >= TOGETHER || !approved.isEmpty() ? act(add, note) : Optional.empty();
  }

  private static boolean isLarge(Attempt attempt) {
    return (attempt.unlocked() != null && attempt.unlocked().isNews())
        || attempt.passed().stream().anyMatch(one -> !one.evidence().isEmpty());
  }

  /** Without what the record has. */
  static Attempt unwritten(Observation seen, Attempt attempt) {
    return attempt.with(steps(seen, attempt), approved(seen, attempt));
  }

  /**
   * What comes before a decision by which an attempt ends, and its Rollout with it or not: the
   * write that is still missing of its record. Empty when there is none.
   */
  public static Optional<Decision> before(
      Observation seen, Optional<Action> action, @Nullable Memory next) {
    boolean forgotten = next != null && next.progress() == null;
    boolean released = action.filter(Action.Release.class::isInstance).isPresent();
    return seen.memory().progress() != null && (forgotten || released)
        ? end(seen)
        : Optional.empty();
  }

  /** The write that is missing of the record of an attempt that is to be forgotten. */
  private static Optional<Decision> end(Observation seen) {
    // In a namespace that goes away nothing can be created, and nobody would read it.
    if (missing(seen)) {
      return seen.deleting() ? Optional.empty() : opened(seen);
    }
    return present(seen).filter(record -> !record.closed()).flatMap(record -> closed(seen, record));
  }

  private static Optional<Decision> closed(Observation seen, Recorded record) {
    Progress progress = Objects.requireNonNull(seen.memory().progress());
    Attempt attempt = progress.attempt();
    List<Passed> steps =
        Stream.concat(steps(seen, attempt).stream(), Passage.last(seen, progress).stream())
            .toList();
    Closing closing = Ending.of(seen, progress, steps, approved(seen, attempt));
    return act(
        new Action.CloseRecord(closing),
        Note.of(Reason.Recorded, "record %d is closed: %s", record.attempt(), closing.outcome()));
  }

  private static boolean missing(Observation seen) {
    return seen.books().kept() && seen.memory().progress() != null && present(seen).isEmpty();
  }

  /** The record of the present attempt; one of its number may be of another. */
  private static Optional<Recorded> present(Observation seen) {
    Progress progress = seen.memory().progress();
    return progress == null
        ? Optional.empty()
        : seen.books().present().filter(record -> isOf(seen, progress, record));
  }

  private static boolean isOf(Observation seen, Progress progress, Recorded record) {
    return record.attempt() == progress.attempt().number()
        && record.rolloutUid().equals(seen.rolloutUid())
        && record.startedAt().equals(progress.startedAt());
  }

  private static Optional<Decision> opened(Observation seen) {
    Progress progress = Objects.requireNonNull(seen.memory().progress());
    Attempt attempt = progress.attempt();
    Books books = seen.books();
    if (attempt.number() == 0 || attempt.correlationId() == null || books.present().isPresent()) {
      return renumbered(seen, progress);
    }
    String stable = Objects.requireNonNull(seen.memory().stable(), "not attached");
    return act(
        new Action.OpenRecord(
            new Opening(
                attempt,
                seen.spec().strategy().name(),
                progress.startedAt(),
                isUndo(progress),
                stable,
                books.version(stable),
                progress.canary(),
                books.version(progress.canary()),
                !seen.holdsAtRest())),
        seen.memory().with(progress.recording(attempt.opened())),
        Note.of(Reason.RecordOpened, "record %d of %s is open", attempt.number(), stable));
  }

  /** An attempt of a version that did not count, or a number that is taken. */
  private static Optional<Decision> renumbered(Observation seen, Progress progress) {
    long number = Math.max(seen.memory().attempts(), seen.books().latest()) + 1;
    Attempt attempt =
        progress
            .attempt()
            .called(
                number,
                progress.attempt().onBehalfOf(),
                progress.attempt().correlationId() == null
                    ? Chronicle.correlation(seen.rolloutUid(), seen.books(), number, progress)
                    : progress.attempt().correlationId());
    return remember(
        seen.memory().with(progress.recording(attempt)).counting(number),
        Note.of(Reason.RecordOpened, "this is attempt %d", number));
  }

  static boolean isUndo(Progress progress) {
    boolean exchanged =
        progress.abort() != null && progress.abort().reason().equals(Reason.Undone.name());
    return progress.undoes() != null || exchanged;
  }

  private static List<Passed> steps(Observation seen, Attempt attempt) {
    List<Entry> written = present(seen).map(Recorded::steps).orElse(List.of());
    return attempt.passed().stream()
        .filter(one -> !written.contains(new Entry(one.step(), one.entered(), one.left())))
        .toList();
  }

  private static List<Approved> approved(Observation seen, Attempt attempt) {
    List<String> written = present(seen).map(Recorded::approved).orElse(List.of());
    return attempt.approved().stream().filter(one -> !written.contains(one.action())).toList();
  }
}
