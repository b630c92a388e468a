package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.as;
import static dev.mulkko.engine.plan.Decision.remember;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Evidence;
import dev.mulkko.engine.model.Evidence.Outcome;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.engine.model.Progress.Paused;
import dev.mulkko.engine.model.Wording;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.gate.Questions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Metrics with limits. A number that misses its limit counts against the canary; whatever is no
 * number counts for nothing: it neither promotes nor rolls back.
 */
public final class Gates {

  private Gates() {}

  /** One number too many that missed its limit. */
  public static Optional<Decision> stopOnMetrics(Scene scene) {
    return Questions.judged(scene).isEmpty()
        ? Optional.empty()
        : failure(scene, scene.progress().evidence()).flatMap(why -> Stops.stop(scene, why));
  }

  /** After the swap there must be something to go back to. */
  static Optional<Decision> stopOnMetricsWhenPromoted(Scene scene) {
    return scene.leadsPastStable() ? Optional.empty() : stopOnMetrics(scene);
  }

  private static Optional<Note> failure(Scene scene, List<Evidence> known) {
    return scene.spec().analysis().metrics().stream()
        .flatMap(
            metric ->
                known.stream()
                    .filter(e -> e.metric().equals(metric.name()))
                    .filter(e -> e.failed() > metric.failureLimit())
                    .map(e -> failed(scene, metric, e)))
        .findFirst();
  }

  private static Note failed(Scene scene, Metric metric, Evidence evidence) {
    return Note.of(
        Reason.MetricFailed,
        "%s: failure %d (limit %d) in step %s: %s",
        missed(metric, evidence),
        evidence.failed(),
        metric.failureLimit(),
        scene.cursor().label(),
        asked(Questions.wording(scene, metric)));
  }

  private static String asked(Wording wording) {
    return switch (wording) {
      case Wording.Promql query -> query.text().replaceAll("\\s+", " ").strip();
      case Wording.Unasked(String why) -> why;
    };
  }

  /** When the last result missed nothing, or was none, one before it did. */
  private static String missed(Metric metric, Evidence evidence) {
    return evidence.outcome() == Outcome.Failed
        ? "%s is %s, %s"
            .formatted(metric.name(), evidence.value(), metric.limit().missed(evidence.value()))
        : metric.name() + " missed its limit";
  }

  /** Too long without a number: a person must decide, or the spec has. */
  public static Optional<Decision> endSilence(Scene scene) {
    if (Questions.judged(scene).isEmpty()) {
      return Optional.empty();
    }
    Duration most = scene.spec().analysis().holdFor();
    return scene.spec().analysis().metrics().stream()
        .flatMap(metric -> scene.progress().evidenceOf(metric.name()).stream())
        .filter(e -> e.outcome() != Outcome.Broken)
        .filter(e -> silentFor(scene, e, most))
        .findFirst()
        .flatMap(
            e -> scene.spec().analysis().abortsWithoutData() ? abort(scene, e) : pause(scene, e));
  }

  private static boolean silentFor(Scene scene, Evidence evidence, Duration most) {
    Instant since = evidence.silentSince();
    return since != null && !scene.leftInSight(since, most).isPositive();
  }

  private static Optional<Decision> abort(Scene scene, Evidence evidence) {
    return Stops.stop(scene, Note.of(Reason.MetricsMissing, "%s", silence(scene, evidence)));
  }

  private static Optional<Decision> pause(Scene scene, Evidence evidence) {
    int weight = Pauses.present(scene);
    Note note =
        Note.of(
            Reason.MetricsMissing,
            "%s; paused at %d %%: resume waits for it anew, skip goes on without it",
            silence(scene, evidence),
            weight);
    Paused paused = new Paused(note.reason().name(), note.message(), weight, scene.now());
    return as(Phase.Paused, remember(scene.memory().with(scene.progress().pausedBy(paused)), note));
  }

  private static String silence(Scene scene, Evidence evidence) {
    return "%s has given no number for %s: %s"
        .formatted(
            evidence.metric(), Words.time(scene.spec().analysis().holdFor()), evidence.value());
  }

  /** A step ends on numbers that pass, never on silence and never on a failure. */
  static Optional<Decision> awaitEvidence(Scene scene) {
    return Questions.judged(scene).stream()
        .map(metric -> missing(scene, metric))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Decision> missing(Scene scene, Metric metric) {
    Evidence evidence = scene.progress().evidenceOf(metric.name()).orElse(null);
    Duration soon = Questions.next(scene).orElse(metric.interval());
    if (evidence == null) {
      return waiting(hold(scene, "%s was not measured yet", metric.name()), soon);
    }
    return switch (evidence.outcome()) {
      case Passed ->
          evidence.passed() >= metric.count()
              ? Optional.empty()
              : waiting(
                  hold(
                      scene,
                      "%s passed %d of %d times",
                      metric.name(),
                      evidence.passed(),
                      metric.count()),
                  soon);
      case Failed ->
          waiting(
              hold(
                  scene,
                  "%s: failure %d (limit %d), measured again every %s",
                  missed(metric, evidence),
                  evidence.failed(),
                  metric.failureLimit(),
                  Words.time(metric.interval())),
              soon);
      case NoData, NoAnswer ->
          waiting(
              hold(
                  scene,
                  "%s has no number since %s: %s",
                  metric.name(),
                  Objects.requireNonNullElse(evidence.silentSince(), evidence.at()),
                  evidence.value()),
              soon);
      case Broken ->
          as(
              Phase.Stalled,
              waiting(
                  Note.of(
                      Reason.MetricQueryBroken,
                      "the query of %s cannot be answered, correct it in %s: %s",
                      metric.name(),
                      metric.ask().place(),
                      evidence.value()),
                  soon));
    };
  }

  private static Note hold(Scene scene, String format, Object... values) {
    return Note.of(
        Reason.AwaitingMetrics,
        "holding step %s at %d %%: %s",
        scene.cursor().label(),
        scene.weight(),
        format.formatted(values));
  }
}
