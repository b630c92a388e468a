package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.model.Counted;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Abort;
import dev.mulkko.engine.model.Progress.Paused;
import dev.mulkko.engine.model.Progress.Place;
import dev.mulkko.engine.model.Progress.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Time as far as it matters: everything was just now, or longer ago than anybody has to settle, or
 * longer than anybody may take. It is always the same instant; to let time pass is to make what is
 * remembered older.
 */
final class Clock {
  static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  /** All that is waited for, but for deadlines. */
  static final Duration MOMENT = Duration.ofMinutes(1);

  static final Duration DEADLINE = Duration.ofDays(100);

  /** Of the Deployment, always: what was accepted is compared with it. */
  static final long GENERATION = 10;

  private static final Instant PAST = NOW.minus(MOMENT.multipliedBy(2));
  private static final Instant OVERDUE = NOW.minus(DEADLINE.multipliedBy(2));

  private Clock() {}

  /** Without what is never read by a rule, so that what has the same future is the same. */
  static Memory plain(Memory memory) {
    return map(memory, at -> at);
  }

  /** So much time has passed that all has settled. */
  static Memory later(Memory memory) {
    return map(memory, at -> at.equals(NOW) ? PAST : at);
  }

  /** So much that every deadline is over. */
  static Memory muchLater(Memory memory) {
    return map(memory, _ -> OVERDUE);
  }

  static Memory generationLater(Memory m) {
    long accepted = Math.max(GENERATION - 2, m.acceptedGeneration() - 1);
    return new Memory(
        m.workloadUid(), m.stable(), accepted, m.progress(), m.refused(), m.acted(), 0);
  }

  private static Memory map(Memory m, UnaryOperator<Instant> age) {
    Progress progress = m.progress();
    Memory.Acted acted = m.acted();
    return new Memory(
        m.workloadUid(),
        m.stable(),
        Math.max(GENERATION - 2, m.acceptedGeneration()),
        progress == null ? null : map(progress, age),
        m.refused().stream()
            .map(one -> new Memory.Refused(one.revision(), one.reason(), "", NOW))
            .toList(),
        acted == null ? null : new Memory.Acted(acted.action(), null, ""),
        0);
  }

  private static Progress map(Progress p, UnaryOperator<Instant> age) {
    Verified verified = p.verified();
    Abort abort = p.abort();
    Paused paused = p.paused();
    return new Progress(
        p.canary(),
        NOW,
        map(p.step(), age),
        verified == null
            ? null
            : new Verified(verified.what(), moment(age, verified.since()), verified.probed()),
        p.promotedAt() == null ? null : moment(age, p.promotedAt()),
        abort == null ? null : new Abort(abort.reason(), "", aged(age, abort.at())),
        paused == null ? null : new Paused(paused.reason(), "", paused.weight(), NOW),
        p.undoes(),
        List.of(),
        Counted.NOTHING,
        Attempt.by(null),
        null);
  }

  /** A clock that stands still gets no older. */
  private static Place map(Place place, UnaryOperator<Instant> age) {
    Instant started = place.startedAt();
    boolean stands = place.stoppedAt() != null;
    Instant entered = aged(age, place.enteredAt());
    return new Place(
        place.index(),
        entered.equals(OVERDUE) ? OVERDUE : NOW,
        started == null ? null : stands ? aged(at -> at, started) : aged(age, started),
        stands ? NOW : null,
        place.reached());
  }

  /** Of what has no deadline. */
  private static Instant moment(UnaryOperator<Instant> age, Instant at) {
    return aged(age, at).equals(NOW) ? NOW : PAST;
  }

  private static Instant aged(UnaryOperator<Instant> age, Instant at) {
    Instant next = age.apply(at);
    if (!next.isBefore(NOW)) {
      return NOW;
    }
    return next.isBefore(NOW.minus(DEADLINE)) ? OVERDUE : PAST;
  }

  /** As after a restart: what the data plane was seen to carry is in no status. */
  static Memory sightless(Memory m) {
    Progress progress = m.progress();
    return progress == null ? m : m.with(progress.verified(null));
  }
}
