package dev.mulkko.e2e.bench;

import dev.mulkko.api.v1beta1.Analysis;
import dev.mulkko.api.v1beta1.RequestComparison;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.demo.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Bad versions at 5 % of 100 requests a second behind Traefik, whose requests alone tell that they
 * are bad. What is counted is what people met of them.
 *
 * @param errors the share of its answers that are failures, above 0 and up to 1
 */
record Rollbacks(double errors, int runs) {

  private static final int WEIGHT = 5;
  private static final int RATE = 100;

  /** A step that is long enough for any verdict. */
  private static final String STEP = "20m";

  private static final Analysis COMPARED =
      new Analysis(
          List.of(),
          null,
          null,
          new RequestComparison(null, null, null, null, null, null, null),
          null,
          null,
          null,
          null,
          null);

  /**
   * One bad version.
   *
   * @param failed answers of it that were failures
   * @param seconds from its first answer to its last one
   */
  record Run(String version, long failed, double seconds) {}

  List<Run> run(Lab lab, OperatorProcess operator) {
    List<Run> all = new ArrayList<>();
    try (Stand stand =
        Stand.open(
            lab, Router.HTTP, Case.canary(List.of(WEIGHT), STEP), COMPARED, true, operator)) {
      List<Connections> kept = List.of(Connections.KEPT);
      Callers.warmUp(lab, stand.shop, Router.HTTP, kept, RATE);
      try (Callers callers = new Callers(lab, stand.shop, Router.HTTP, kept, RATE)) {
        for (int i = 0; i < runs; i++) {
          all.add(run(stand, callers, "v" + (i + 2)));
        }
        callers.stop();
        lost(callers);
      }
    }
    return all;
  }

  private Run run(Stand stand, Callers callers, String version) {
    stand.releaseFailing(version, errors);
    Wait.until(Stand.LIMIT, version + " answers", () -> callers.answeredBy(version) > 0);
    Instant first = Instant.now();
    stand.awaitRolledBack();
    Instant last = callers.lastAnswerOf(version, first);
    Run run =
        new Run(
            version,
            callers.failuresOf(version),
            Duration.between(first, last).toMillis() / 1000.0);
    Say.line(
        "%3.0f %% errors  %-4s %4d failed in %.1f s: %s",
        errors * 100,
        version,
        run.failed,
        run.seconds,
        stand.shop.status().refused().getFirst().message());
    return run;
  }

  private static void lost(Callers callers) {
    if (callers.lost() > 0) {
      throw new IllegalStateException(callers.lost() + " requests were lost");
    }
  }
}
