package dev.mulkko.e2e.safety;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.safety.Result.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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
   * Plays it several times, at once, with nobody dying.
   *
   * @throws AssertionError when a rule is broken even so
   * @throws ConditionTimeoutException when it does not come to its end
   */
  Reference reference(Scenario scenario) {
    List<CompletableFuture<Undisturbed>> runs =
        IntStream.range(0, REFERENCES)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> undisturbed(scenario), threads))
            .toList();
    List<Undisturbed> all = runs.stream().map(Runs::verdict).toList();
    return Reference.of(
        all.stream().map(Undisturbed::ends).toList(),
        all.stream().map(Undisturbed::tally).toList(),
        all.stream().map(Undisturbed::writes).toList());
  }

  /** What was wrong, and not that it was wrong in another thread. */
  private static Undisturbed verdict(CompletableFuture<Undisturbed> run) {
    try {
      return run.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case Error wrong -> throw wrong;
        case RuntimeException wrong -> throw wrong;
        case null, default -> throw e;
      }
    }
  }

  private record Undisturbed(Reference.Ends ends, Tally tally, List<String> writes) {}

  private Undisturbed undisturbed(Scenario scenario) {
    try (Drill drill = Drill.open(lab, books, threads, scenario)) {
      drill.arm();
      drill.play();
      Reference.Ends ends = drill.settledStates();
      drill.assertNothingBroken();
      return new Undisturbed(ends, drill.tally(), drill.writesOfTheFirst());
    }
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
