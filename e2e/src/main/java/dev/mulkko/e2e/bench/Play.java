package dev.mulkko.e2e.bench;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.demo.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two cells: one case behind one router, seen by those who keep their connections and, at the same
 * time, by those who do not.
 *
 * @param polite whether the app lets its connections end
 */
record Play(Router router, Case which, boolean polite) {

  /** Requests a second of each kind of connections. */
  static final int RATE = 200;

  private static final Connections[] KINDS = Connections.values();

  boolean killsOperator() {
    return which == Case.KILL_OPERATOR;
  }

  /** What cannot even begin is a wrong cell too. */
  List<Cell> run(Lab lab, @Nullable OperatorProcess shared) {
    Instant begin = Instant.now();
    try {
      return played(lab, shared, begin);
    } catch (RuntimeException | AssertionError e) {
      Duration length = Duration.between(begin, Instant.now());
      String problem = "it did not begin: " + e.getMessage();
      return Stream.of(KINDS).map(kind -> cell(kind, List.of(), null, length, problem)).toList();
    }
  }

  private List<Cell> played(Lab lab, @Nullable OperatorProcess shared, Instant begin) {
    try (Stand stand = Stand.open(lab, router, which.strategy(router), polite, shared)) {
      Callers.warmUp(lab, stand.shop, router, List.of(KINDS), RATE);
      return played(stand, begin);
    }
  }

  private List<Cell> played(Stand stand, Instant begin) {
    try (Callers callers = new Callers(stand.lab, stand.shop, router, List.of(KINDS), RATE)) {
      Script script = new Script(stand, callers);
      String problem = play(script, stand);
      callers.stop();
      Duration length = Duration.between(begin, Instant.now());
      String end = joined(problem, stand.disturbed(), repeated(callers));
      Double sigma = sigma(callers, script.held());
      return Stream.of(KINDS)
          .map(kind -> cell(kind, callers.of(kind), sigma, length, end))
          .toList();
    }
  }

  private String play(Script script, Stand stand) {
    try {
      script.play(which);
      return "";
    } catch (RuntimeException | AssertionError e) {
      Say.line("%s behind %s: %s%n%s", which.title(), router.title(), e, stand.story());
      return "it did not end as it must: " + e.getMessage();
    }
  }

  /** Every request that was answered must have been handled once, by the version that is named. */
  private String repeated(Callers callers) {
    Map<String, Long> handled = callers.handled();
    Map<String, Long> answered = callers.answered();
    if (polite && !handled.equals(answered)) {
      return "the app handled %s but answered %s".formatted(handled, answered);
    }
    return handled.size() < 2 ? "only one version was ever asked: " + handled : "";
  }

  private static String joined(String... sentences) {
    return Stream.of(sentences).filter(one -> !one.isEmpty()).collect(Collectors.joining("; "));
  }

  private Cell cell(
      Connections kind,
      List<Callers.Caller> callers,
      @Nullable Double sigma,
      Duration length,
      String problem) {
    return new Cell(
        this,
        kind,
        callers.stream().map(caller -> caller.run().stats()).toList(),
        callers.stream().map(caller -> caller.run().lateness()).toList(),
        sigma,
        length,
        problem);
  }

  /** A kept connection to a Service stays with its pod, whatever the weight is. */
  private @Nullable Double sigma(Callers callers, List<Held> held) {
    List<Callers.Caller> dealt =
        Stream.of(KINDS)
            .filter(kind -> !(router.isByPods() && kind == Connections.KEPT))
            .flatMap(kind -> callers.of(kind).stream())
            .toList();
    return held.isEmpty()
        ? null
        : held.stream().mapToDouble(one -> one.sigma(dealt)).max().orElseThrow();
  }
}
