package dev.mulkko.engine.judge;

import static dev.mulkko.engine.judge.Figures.odds;
import static dev.mulkko.engine.judge.Figures.percent;
import static dev.mulkko.engine.judge.Figures.rate;
import static dev.mulkko.engine.judge.Figures.whole;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** What people read of a verdict: counts, shares, odds and the bound. */
final class Sentences {

  private Sentences() {}

  static String worse(Scales scales, Limits limits, Instant now) {
    Measure measure = scales.reason();
    Part part = scales.reason(measure);
    Proof proof = scales.proof(part);
    double bad = proof.canary().bad() + proof.stable().bad();
    return "%s %s vs stable %s after %s s; it had %s of the requests but %s of the bad ones (healthy: at most %s); evidence %s against \"at most %s\", limit %s; of all healthy rollouts at most 1 in %s is stopped so"
        .formatted(
            part.words(),
            rate(proof.canary()),
            rate(proof.stable()),
            seconds(scales, now),
            percent(
                proof.canary().requests()
                    / (proof.canary().requests() + proof.stable().requests())),
            percent(bad == 0 ? 0 : proof.canary().bad() / bad),
            percent(measure.worse().share(proof.canary(), proof.stable())),
            odds(scales.worse()),
            measure.worse().words(),
            odds(limits.rollbackNats()),
            whole(1 / limits.maxFalseRollback()));
  }

  static String healthy(Scales scales, Limits limits, Instant now) {
    return "healthy after %s s: %s; evidence %s, limit %s"
        .formatted(
            seconds(scales, now),
            scales.judge().measures().stream()
                .map(measure -> proven(scales, measure))
                .collect(Collectors.joining("; ")),
            odds(scales.healthy()),
            odds(limits.promotionNats()));
  }

  private static String proven(Scales scales, Measure measure) {
    return measure.parts().stream()
            .map(
                part ->
                    "%s %s vs stable %s"
                        .formatted(
                            part.words(),
                            percent(scales.proof(part).canary().rate()),
                            percent(scales.proof(part).stable().rate())))
            .collect(Collectors.joining(", "))
        + ", proven below "
        + measure.healthy().words();
  }

  private static String seconds(Scales scales, Instant now) {
    return whole(Duration.between(scales.evidence().step().since(), now).toMillis() / 1e3);
  }
}
