package dev.mulkko.crds;

import dev.mulkko.api.v1beta1.AbortRecord;
import dev.mulkko.api.v1beta1.ActedRecord;
import dev.mulkko.api.v1beta1.ApprovalRecord;
import dev.mulkko.api.v1beta1.MetricRecord;
import dev.mulkko.api.v1beta1.PauseRecord;
import dev.mulkko.api.v1beta1.ProbeRecord;
import dev.mulkko.api.v1beta1.RecordedBy;
import dev.mulkko.api.v1beta1.RefusedRevision;
import dev.mulkko.api.v1beta1.RequestRecord;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.api.v1beta1.StepRecord;
import dev.mulkko.api.v1beta1.UnlockRecord;
import dev.mulkko.api.v1beta1.Verified;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.List;

/** A status with every field. */
final class Samples {
  private static final Instant AT = Instant.parse("2026-11-24T08:30:00Z");

  private static final Condition READY =
      new ConditionBuilder()
          .withType("Ready")
          .withStatus("False")
          .withReason("Progressing")
          .withMessage("")
          .withLastTransitionTime("2026-11-24T08:30:00Z")
          .withObservedGeneration(7L)
          .build();

  private static final RolloutProgress PROGRESS =
      new RolloutProgress(
          AT,
          0,
          AT,
          AT,
          AT,
          5,
          new Verified("shop 95, shop-7d9e 5", AT),
          AT,
          new AbortRecord("Worse", "error rate 5.0 % against 0.41 %", AT),
          new PauseRecord("PausedByUser", "paused at 5 %", 5, AT),
          "6f4c",
          List.of(new MetricRecord("p99", 3, 1, "NoData", "the result is empty", AT, AT)),
          "Pods",
          List.of(
              new RequestRecord(
                  "errors", AT, 1, 2, List.of(3L), List.of(4L), List.of(5L, 6L, 7L, 8L), 9)),
          "alice",
          "c0ffee",
          new ProbeRecord("x-version", List.of("v1"), "both versions say the same"),
          7L,
          "kim",
          List.of(
              new StepRecord(
                  "1/3 setWeight 5",
                  5,
                  0,
                  4L,
                  64,
                  List.of(new MetricRecord("p99", 3, 1, "NoData", "the result is empty", AT, AT)))),
          List.of(new ApprovalRecord(new RecordedBy("kim", "Stamped"), "2/3", "resume-1", AT)),
          60L,
          new UnlockRecord(
              List.of("DeployLock freeze"), new RecordedBy("kim", "Claimed"), "it is on fire", AT),
          AT);

  static final RolloutStatus STATUS =
      new RolloutStatus(
          7,
          "Shifting",
          "canary",
          "1/3",
          "5%",
          "3s",
          List.of("Ingress: no status tells of weights; settles for 5s"),
          "6f4c",
          "7d9e",
          "6/6",
          "Settling",
          "5 % is verified, settles for 2 s more",
          12L,
          "9f3c3a52-5d3c-4f0a-9a34-0b5d2f3f9f10",
          7L,
          PROGRESS,
          List.of(new RefusedRevision("5b2a", "Worse", "error rate 5.0 %", AT)),
          new ActedRecord("pause-1", "alice", "paused at 5 %"),
          "pinStable+ raiseCapacity+ settle~",
          List.of("Deployment shop has spec.replicas 1: set it to at least 2"),
          List.of(READY));

  private Samples() {}
}
