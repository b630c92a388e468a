package dev.mulkko.kube.report;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Sentences;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A note to an Event of the Rollout. */
public final class Events {

  /** As the API server wants it: always six digits. */
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final Set<Reason> GOOD =
      Set.of(
          Reason.Attached,
          Reason.Advised,
          Reason.RevisionSeen,
          Reason.WeightChanged,
          Reason.Promoted,
          Reason.Completed,
          Reason.PausedByUser,
          Reason.ResumedByUser,
          Reason.StepSkipped,
          Reason.PromotionAsked,
          Reason.RetryAsked,
          Reason.UndoAsked,
          Reason.Restarting,
          Reason.Restarted,
          Reason.AwaitingApproval,
          Reason.Approved,
          Reason.Suspended,
          Reason.Unsuspended,
          Reason.StepsEdited);

  private Events() {}

  /**
   * An Event to be created.
   *
   * @param instance the process that reports it
   * @param correlationId of the delivery that it is about, null when it is about none
   */
  public static Event of(
      Rollout rollout, Note note, Instant now, String instance, @Nullable String correlationId) {
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(rollout.getMetadata().getNamespace())
        .withGenerateName(rollout.getMetadata().getName() + "-")
        .withAnnotations(
            correlationId == null ? Map.of() : Map.of(Names.CORRELATION_ID, correlationId))
        .endMetadata()
        .withEventTime(new MicroTime(MICROS.format(now)))
        .withType(GOOD.contains(note.reason()) ? "Normal" : "Warning")
        .withReason(note.reason().name())
        .withAction(note.reason().name())
        .withNote(Sentences.capped(note.message()))
        .withReportingController("mulkko.dev/operator")
        .withReportingInstance(instance)
        .withRegarding(regarding(rollout, note))
        .build();
  }

  /** Those who are left with a Deployment that stays paused look there: the Rollout is gone. */
  private static ObjectReference regarding(Rollout rollout, Note note) {
    RolloutStatus status = rollout.getStatus();
    boolean deployment = note.reason() == Reason.LeftHeld && status != null;
    return new ObjectReferenceBuilder()
        .withApiVersion(deployment ? "apps/v1" : rollout.getApiVersion())
        .withKind(deployment ? "Deployment" : rollout.getKind())
        .withNamespace(rollout.getMetadata().getNamespace())
        .withName(
            deployment ? rollout.getSpec().workloadRef().name() : rollout.getMetadata().getName())
        .withUid(deployment ? status.workloadUid() : rollout.getMetadata().getUid())
        .build();
  }
}
