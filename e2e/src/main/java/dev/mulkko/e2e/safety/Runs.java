package dev.mulkko.e2e.safety;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.safety.Result.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.core.ConditionTimeoutException;

/** Plays scenarios, with and without a mishap. */
final class Runs implements AutoCloseable {

  private static final int REFERENCES = 3;

  /** How long after its end a run may need to tidy up. */
  private static final Duration STRAGGLERS = Duration.ofSeconds(10);

  private final Lab lab;
  private final AuditBooks books;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * In a cluster with a hollow node.
   *
   * @param lab stays the caller's
   */
  Runs(Lab lab) {
    this.lab = lab;
    this.books = new AuditBooks(lab.cluster().auditLog());
  }

  /**
   * Plays it several times with nobody dying.
   *
   * @throws AssertionError when a rule is broken even so
   */
  Reference reference(Scenario scenario) {
    List<Reference.Ends> ends = new ArrayList<>();
    List<Tally> tallies = new ArrayList<>();
    List<List<String>> writes = new ArrayList<>();
    for (int i = 0; i < REFERENCES; i++) {
      try (Drill drill = Drill.open(lab, books, threads, scenario)) {
        drill.arm();
        drill.play();
        ends.add(drill.settledStates());
        drill.assertNothingBroken();
        tallies.add(drill.tally());
        writes.add(drill.writesOfTheFirst());
      }
    }
    return Reference.of(ends, tallies, writes);
  }

  Result run(Scenario scenario, Reference wanted, Mishap mishap) {
    Instant from = Instant.now();
    List<String> problems = new ArrayList<>();
    Fate fate = Fate.CONVERGED;
    boolean happened = false;
    try (Drill drill = Drill.open(lab, books, threads, scenario)) {
      from = Instant.now();
      drill.arm(mishap);
      try {
        drill.play();
        problems.addAll(differences(drill, wanted, mishap));
        fate = problems.isEmpty() ? Fate.CONVERGED : Fate.DIFFERENT;
      } catch (ConditionTimeoutException e) {
        problems.add(e.getMessage() + ": " + drill.endState().values());
        fate = Fate.STUCK;
      }
      happened = drill.hasHappened();
      try {
        drill.assertNothingBroken();
      } catch (AssertionError e) {
        problems.add(String.valueOf(e.getMessage()));
        fate = Fate.VIOLATED;
      }
    }
    return new Result(
        scenario,
        mishap,
        happened,
        fate,
        Duration.between(from, Instant.now()),
        List.copyOf(problems));
  }

  /** Whoever is not yet where the other one came gets some time for it. */
  private static List<String> differences(Drill drill, Reference wanted, Mishap mishap) {
    try {
      Wait.until(
          STRAGGLERS.plus(mishap.lasts()),
          "the same end",
          Drill.PACE,
          () -> wanted.differences(drill.endState()).isEmpty());
    } catch (ConditionTimeoutException e) {
      return wanted.differences(drill.endState());
    }
    return drill.tally().differences(wanted.tally());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
