package dev.mulkko.operator.report;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Sentences;
import dev.mulkko.kube.StatusFacts;
import dev.mulkko.kube.report.Events;
import dev.mulkko.operator.apply.ClusterWriter;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what a pass did, from its note alone: a log line, an Event for a milestone, a count.
 */
public final class Reporter {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  private final ClusterWriter writer;
  private final Counters counters;
  private final Attempts attempts;
  private final String instance;
  private final Repeats repeats = new Repeats();

  /**
   * A reporter.
   *
   * @param instance the name of this process in Events
   */
  public Reporter(ClusterWriter writer, Counters counters, Attempts attempts, String instance) {
    this.writer = writer;
    this.counters = counters;
    this.attempts = attempts;
    this.instance = instance;
  }

  public void report(Rollout rollout, Observation seen, Plan plan) {
    counters.pass(plan);
    plan.action().ifPresent(attempts::did);
    boolean transition =
        plan.action().isPresent()
            || !plan.memory().equals(seen.memory())
            || isNews(rollout, plan.note());
    if (!transition) {
      return;
    }
    String correlationId = correlationId(plan.memory(), seen.memory());
    log(rollout, plan, correlationId);
    counters.transition(plan.note().reason());
    boolean saidBefore = plan.action().isEmpty() && !isNews(rollout, plan.note());
    if (plan.note().reason().milestone() && !saidBefore) {
      event(rollout, plan.note(), seen.now(), correlationId);
    }
  }

  /** Of the delivery that goes on, or ends with this. */
  private static @Nullable String correlationId(Memory... memories) {
    return Stream.of(memories)
        .flatMap(memory -> Stream.ofNullable(memory.progress()))
        .flatMap(progress -> Stream.ofNullable(progress.attempt().correlationId()))
        .findFirst()
        .orElse(null);
  }

  /**
   * A Rollout that was deleted at rest.
   *
   * @param objects that were given back now
   */
  public void letGo(Rollout gone, long objects, Optional<Note> left, Instant now) {
    if (objects > 0 || left.isPresent()) {
      LOG.atInfo()
          .addKeyValue("namespace", gone.getMetadata().getNamespace())
          .addKeyValue("rollout", gone.getMetadata().getName())
          .addKeyValue("reason", Reason.RolloutDeleted)
          .log("{} objects are given back", objects);
    }
    left.ifPresent(note -> event(gone, note, now, null));
  }

  /** Something of a deleted Rollout stays as it is: harmless, but worth a line. */
  public void notGivenBack(Rollout gone, KubernetesClientException why) {
    LOG.atWarn()
        .addKeyValue("namespace", gone.getMetadata().getNamespace())
        .addKeyValue("rollout", gone.getMetadata().getName())
        .addKeyValue("reason", Reason.RolloutDeleted)
        .setCause(why)
        .log("an object was not given back");
  }

  /** A write that was not allowed; it is tried again, and only a right that is given helps. */
  public void forbidden(Rollout rollout, KubernetesClientException why, Instant now) {
    String sentence = why.getStatus() == null ? why.getMessage() : why.getStatus().getMessage();
    Note note = new Note(Reason.Forbidden, Sentences.capped(String.valueOf(sentence)));
    event(rollout, note, now, correlationId(StatusFacts.read(rollout.getStatus())));
  }

  /** Nothing is done about it: its spec cannot be used, or what it names may not be read. */
  public void stalled(Rollout rollout, RolloutStatus status) {
    Note note =
        new Note(
            Reason.valueOf(Objects.requireNonNull(status.reason())),
            String.valueOf(status.message()));
    if (isNews(rollout, note)) {
      String correlationId = correlationId(StatusFacts.read(rollout.getStatus()));
      LOG.atWarn()
          .addKeyValue("namespace", rollout.getMetadata().getNamespace())
          .addKeyValue("rollout", rollout.getMetadata().getName())
          .addKeyValue("reason", note.reason())
          .addKeyValue("correlationId", correlationId)
          .log(note.message());
      Instant now = Instant.parse(status.conditions().getFirst().getLastTransitionTime());
      event(rollout, note, now, correlationId);
    }
  }

  /** Advice that the status did not have before. */
  public void advised(Rollout rollout, RolloutStatus next, Instant now) {
    RolloutStatus before = rollout.getStatus();
    List<String> advice = next.advice();
    if (!advice.isEmpty() && (before == null || !before.advice().containsAll(advice))) {
      Note note =
          Note.of(
              Reason.Advised, "%d in status.advice: %s", advice.size(), String.join("; ", advice));
      event(rollout, note, now, correlationId(StatusFacts.read(next)));
    }
  }

  private static boolean isNews(Rollout rollout, Note note) {
    RolloutStatus status = rollout.getStatus();
    return status == null || !note.reason().name().equals(status.reason());
  }

  private static void log(Rollout rollout, Plan plan, @Nullable String correlationId) {
    var progress = plan.memory().progress();
    LOG.atInfo()
        .addKeyValue("namespace", rollout.getMetadata().getNamespace())
        .addKeyValue("rollout", rollout.getMetadata().getName())
        .addKeyValue("revision", progress == null ? plan.memory().stable() : progress.canary())
        .addKeyValue("step", progress == null ? null : progress.step().index())
        .addKeyValue("phase", plan.phase())
        .addKeyValue("reason", plan.note().reason())
        .addKeyValue("correlationId", correlationId)
        .log(plan.note().message());
  }

  private static String key(Rollout rollout) {
    return rollout.getMetadata().getNamespace() + "/" + rollout.getMetadata().getName();
  }

  /** Events help people and decide nothing: one that cannot be written is not worth a stop. */
  private void event(Rollout rollout, Note note, Instant now, @Nullable String correlationId) {
    if (repeats.isOne(key(rollout), note, now)) {
      return;
    }
    try {
      writer.send(new Request.Create(Events.of(rollout, note, now, instance, correlationId)));
    } catch (KubernetesClientException e) {
      LOG.atWarn().addKeyValue("reason", note.reason()).setCause(e).log("an Event was not written");
    }
  }
}
