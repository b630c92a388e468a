package dev.mulkko.engine.judge;

import static dev.mulkko.engine.judge.Figures.odds;
import static dev.mulkko.engine.judge.Figures.percent;
import static dev.mulkko.engine.judge.Figures.rate;
import static dev.mulkko.engine.judge.Figures.whole;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What people read of a verdict: counts, shares, odds and the bound. */
final class Sentences {

  /** How much worse a canary is in the example of how soon it would show. */
  private static final int EXAMPLE = 4;

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

  static String undecided(Scales scales, Limits limits, Instant now) {
    String soFar = "%s canary requests so far".formatted(whole(scales.canaryRequests()));
    Optional<Forecast> slowest = slowest(scales);
    Duration soak =
        Duration.between(
            now, scales.evidence().step().since().plus(limits.soak(scales.evidence().step())));
    double proof =
        slowest
            .map(forecast -> forecast.healthy(limits.promotionNats()))
            .orElse(OptionalDouble.empty())
            .orElse(Double.POSITIVE_INFINITY);
    double wait = Math.max(proof, soak.toMillis() / 1e3);
    return soFar
        + (Double.isFinite(wait)
            ? ", about %s s more at this traffic to prove health".formatted(whole(Math.ceil(wait)))
            : ", this traffic cannot prove health: the step takes its time")
        + slowest.map(forecast -> example(forecast, limits)).orElse("");
  }

  private static String example(Forecast forecast, Limits limits) {
    OptionalDouble seconds = forecast.timesWorse(EXAMPLE).worse(limits.rollbackNats());
    return seconds.isEmpty()
        ? ""
        : "; %s %dx as high would show within %s s"
            .formatted(forecast.part().words(), EXAMPLE, whole(Math.ceil(seconds.getAsDouble())));
  }

  private static Optional<Forecast> slowest(Scales scales) {
    return scales.judge().measures().stream()
        .flatMap(measure -> measure.parts().stream().map(part -> forecast(scales, measure, part)))
        .flatMap(Optional::stream)
        .min(Comparator.comparingDouble(forecast -> forecast.proof().healthy()));
  }

  private static Optional<Forecast> forecast(Scales scales, Measure measure, Part part) {
    Strand strand = scales.judge().strand(scales.evidence(), part);
    double span = strand.window().span().toMillis() / 1e3;
    Window.Traffic traffic = strand.window().traffic();
    double rate = strand.proof().stable().rate();
    return span == 0 || !traffic.ofBoth()
        ? Optional.empty()
        : Optional.of(
            new Forecast(
                measure,
                part,
                strand.proof(),
                perSecond(traffic.canary(), span, rate),
                perSecond(traffic.stable(), span, rate)));
  }

  private static Tally perSecond(Tally tally, double span, double rate) {
    double requests = tally.requests() / span;
    return new Tally(requests, requests * rate);
  }

  private static String seconds(Scales scales, Instant now) {
    return whole(Duration.between(scales.evidence().step().since(), now).toMillis() / 1e3);
  }
}
