package dev.mulkko.kube.report;

import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.Sentences;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that kstatus, Helm, Flux and {@code kubectl wait} understand without a plugin: Ready
 * always, Reconciling and Stalled only while they are true, one for each state that people wait
 * for, Locked while a lock holds it, and Advised while there is advice.
 */
final class Conditions {

  private static final String TRUE = "True";

  private Conditions() {}

  static List<Condition> of(
      Phase phase,
      Note whole,
      @Nullable Note locked,
      List<String> advice,
      long generation,
      Instant now,
      List<Condition> before) {
    List<Condition> conditions = new ArrayList<>();
    boolean ready = phase == Phase.Healthy;
    conditions.add(condition("Ready", ready ? TRUE : "False", whole, generation));
    // Whole where tools look for what is wrong; elsewhere the beginning is enough.
    Note note = new Note(whole.reason(), Sentences.remembered(whole.message()));
    switch (phase) {
      case Healthy -> {}
      case Pending -> conditions.add(condition("Reconciling", TRUE, note, generation));
      case Progressing, Promoting, Aborting -> {
        conditions.add(condition("Reconciling", TRUE, note, generation));
        conditions.add(condition("Progressing", TRUE, note, generation));
      }
      case Paused -> {
        conditions.add(condition("Reconciling", TRUE, note, generation));
        conditions.add(condition("Paused", TRUE, note, generation));
      }
      case RolledBack -> {
        conditions.add(condition("Stalled", TRUE, whole, generation));
        conditions.add(condition("RolledBack", TRUE, note, generation));
      }
      case Stalled -> conditions.add(condition("Stalled", TRUE, whole, generation));
    }
    if (locked != null) {
      conditions.add(condition("Locked", TRUE, locked, generation));
    }
    if (!advice.isEmpty()) {
      // The sentences themselves are beside the conditions.
      Note advised = Note.of(Reason.Advised, "%d in status.advice", advice.size());
      conditions.add(condition("Advised", TRUE, advised, generation));
    }
    return conditions.stream().map(c -> since(c, before, now)).toList();
  }

  private static Condition condition(String type, String status, Note note, long generation) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(note.reason().name())
        .withMessage(note.message())
        .withObservedGeneration(generation)
        .build();
  }

  private static Condition since(Condition condition, List<Condition> before, Instant now) {
    String time =
        before.stream()
            .filter(b -> b.getType().equals(condition.getType()))
            .filter(b -> b.getStatus().equals(condition.getStatus()))
            .map(Condition::getLastTransitionTime)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
    condition.setLastTransitionTime(time);
    return condition;
  }
}
