package dev.mulkko.e2e.bench;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.demo.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Many aborts behind one router: how long after the verdict the canary still answers. The verdict
 * is the instant before a person's word for it is sent to the API server.
 */
record Aborts(Router router, Duration throttle) {

  static final int COUNT = 20;

  /** A second, of those who keep their connections: each 10 ms somebody could meet the canary. */
  private static final int RATE = 100;

  private static final int SOME = 20;

  /** What fails is a wrong figure, not the end of all. */
  AbortFigures run(Lab lab, OperatorProcess operator) {
    Map<String, Instant> verdicts = new LinkedHashMap<>();
    List<Duration> lengths = new ArrayList<>();
    long sent = 0;
    long lost = 0;
    long late = 0;
    String problem = "";
    try (Stand stand = Stand.open(lab, router, Case.canary(List.of(50), null), true, operator)) {
      List<Connections> kept = List.of(Connections.KEPT);
      Callers.warmUp(lab, stand.shop, router, kept, RATE);
      try (Callers callers = new Callers(lab, stand.shop, router, kept, RATE)) {
        problem = play(stand, callers, verdicts);
        callers.stop();
        verdicts.forEach(
            (version, verdict) ->
                lengths.add(Duration.between(verdict, callers.lastAnswerOf(version, verdict))));
        sent = callers.sent();
        lost = callers.lost();
        late = callers.late();
      }
    } catch (RuntimeException | AssertionError e) {
      problem = "it did not begin: " + e.getMessage();
    }
    return new AbortFigures(this, lengths, sent, lost, late, problem);
  }

  private String play(Stand stand, Callers callers, Map<String, Instant> verdicts) {
    try {
      for (int i = 0; i < COUNT; i++) {
        String version = "v" + (i + 2);
        stand.release(version);
        stand.awaitWeight(0);
        callers.awaitAnswersOf(version, SOME);
        verdicts.put(version, Instant.now());
        stand.shop.asks("Abort", "it is worse");
        stand.awaitRolledBack();
      }
      stand.settlesOn("v1");
      return stand.disturbed();
    } catch (RuntimeException | AssertionError e) {
      Say.line("aborts behind %s: %s%n%s", router.title(), e, stand.story());
      return "it did not go as it must: " + e.getMessage();
    }
  }
}
