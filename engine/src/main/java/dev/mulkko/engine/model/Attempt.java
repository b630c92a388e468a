package dev.mulkko.engine.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What will be recorded of a rollout, as far as it cannot be read again.
 *
 * @param number of the attempt, counted for each Rollout from 1; 0 before it has one
 * @param changedBy who changed the template, or asked for the undo; null when unknown
 * @param onBehalfOf for whom, as the pipeline says it; null when it says nothing
 * @param correlationId of this delivery, in records, Events, logs and notices; null before it has
 *     one
 * @param passed steps that are over and not in the record yet
 * @param approved who approved, as far as it is not in the record yet
 * @param waited how long it waited for people, pauses and locks in what is over
 * @param unlocked which locks hold it no more, null for none
 * @param restoredAt when the traffic was seen back at the version before, null while it is not
 */
public record Attempt(
    long number,
    @Nullable String changedBy,
    @Nullable String onBehalfOf,
    @Nullable String correlationId,
    List<Passed> passed,
    List<Approved> approved,
    Duration waited,
    @Nullable Unlocked unlocked,
    @Nullable Instant restoredAt) {

  public Attempt {
    passed = List.copyOf(passed);
    approved = List.copyOf(approved);
  }

  /** One that has just begun. */
  public static Attempt by(@Nullable String who) {
    return new Attempt(0, who, null, null, List.of(), List.of(), Duration.ZERO, null, null);
  }

  /** With the names by which it is known. */
  public Attempt called(long next, @Nullable String forWhom, String correlation) {
    return new Attempt(
        next, changedBy, forWhom, correlation, passed, approved, waited, unlocked, restoredAt);
  }

  /** A step more is over. */
  public Attempt passing(Passed one) {
    return with(Stream.concat(passed.stream(), Stream.of(one)).toList(), approved);
  }

  /** One more has approved. */
  public Attempt approvedBy(Approved one) {
    return with(passed, Stream.concat(approved.stream(), Stream.of(one)).toList());
  }

  /** The record has all of it; only which locks hold it no more is needed here. */
  public Attempt recorded() {
    return new Attempt(
        number,
        changedBy,
        onBehalfOf,
        correlationId,
        List.of(),
        List.of(),
        waited,
        unlocked == null ? null : unlocked.recorded(),
        restoredAt);
  }

  /** The record says for whom. */
  public Attempt opened() {
    return called(number, null, Objects.requireNonNull(correlationId));
  }

  /** With these that the record does not have. */
  public Attempt with(List<Passed> steps, List<Approved> approvals) {
    return new Attempt(
        number,
        changedBy,
        onBehalfOf,
        correlationId,
        steps,
        approvals,
        waited,
        unlocked,
        restoredAt);
  }

  public Attempt waiting(Duration more) {
    return new Attempt(
        number,
        changedBy,
        onBehalfOf,
        correlationId,
        passed,
        approved,
        waited.plus(more),
        unlocked,
        restoredAt);
  }

  public Attempt unlocking(Unlocked next) {
    return new Attempt(
        number, changedBy, onBehalfOf, correlationId, passed, approved, waited, next, restoredAt);
  }

  /** All of the traffic is back since then, or null when it is not. */
  public Attempt restored(@Nullable Instant at) {
    return new Attempt(
        number, changedBy, onBehalfOf, correlationId, passed, approved, waited, unlocked, at);
  }

  /**
   * A step that is over. Times are whole seconds after the attempt began.
   *
   * @param step its number and what it does, such as {@code 1/3 setWeight 5}
   * @param weight the share that the canary had when it was left, 0 to 100
   * @param reached when its share had settled, null when it never did
   * @param evidence what metrics said in it
   */
  public record Passed(
      String step,
      int weight,
      long entered,
      @Nullable Long reached,
      long left,
      List<Evidence> evidence) {

    public Passed {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * Somebody, and how sure it is.
   *
   * @param stamped whether the API server wrote the name; otherwise they could write any
   */
  public record By(String name, boolean stamped) {}

  /**
   * Somebody approved a step.
   *
   * @param by who, null when unknown
   * @param action name of the RolloutAction
   */
  public record Approved(@Nullable By by, String step, String action, Instant at) {}

  /**
   * Somebody said that these locks shall not hold it.
   *
   * @param locks as people call them, for example {@code DeployLock freeze}
   * @param by who, null when unknown, and once it is recorded
   * @param reason in their words, empty once it is recorded
   */
  public record Unlocked(List<String> locks, @Nullable By by, String reason, Instant at) {

    public Unlocked {
      locks = List.copyOf(locks);
    }

    /** Without what the record says. */
    Unlocked recorded() {
      return new Unlocked(locks, null, "", at);
    }

    /** Whether it waits to be recorded. */
    public boolean isNews() {
      return !reason.isEmpty();
    }
  }
}
