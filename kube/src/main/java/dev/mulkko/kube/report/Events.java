package dev.mulkko.kube.report;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.Sentences;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** A note to an Event of the Rollout. */
public final class Events {

  /** As the API server wants it: always six digits. */
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final Set<Reason> GOOD =
      Set.of(
          Reason.Attached,
          Reason.RevisionSeen,
          Reason.WeightChanged,
          Reason.Promoted,
          Reason.Completed);

  private Events() {}

  /**
   * An Event to be created.
   *
   * @param instance the process that reports it
   */
  public static Event of(Rollout rollout, Note note, Instant now, String instance) {
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(rollout.getMetadata().getNamespace())
        .withGenerateName(rollout.getMetadata().getName() + "-")
        .endMetadata()
        .withEventTime(new MicroTime(MICROS.format(now)))
        .withType(GOOD.contains(note.reason()) ? "Normal" : "Warning")
        .withReason(note.reason().name())
        .withAction(note.reason().name())
        .withNote(Sentences.capped(note.message()))
        .withReportingController("mulkko.dev/operator")
        .withReportingInstance(instance)
        .withNewRegarding()
        .withApiVersion(rollout.getApiVersion())
        .withKind(rollout.getKind())
        .withNamespace(rollout.getMetadata().getNamespace())
        .withName(rollout.getMetadata().getName())
        .withUid(rollout.getMetadata().getUid())
        .endRegarding()
        .build();
  }
}
