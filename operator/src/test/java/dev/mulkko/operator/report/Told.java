package dev.mulkko.operator.report;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.StatusFacts;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Rollout before the gate: what the gate lets through is what its status says from then on. */
final class Told {

  static final Memory NOTHING = Memory.empty();
  static final Memory ATTACHED = NOTHING.attached("uid", "6f4c", 3);

  private static final Instant START = Instant.parse("2026-11-24T08:30:00Z");
  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  private final StatusGate gate;
  private final Rollout rollout = new Rollout();

  Told() {
    this(new StatusGate(), "shop");
  }

  private Told(StatusGate gate, String name) {
    this.gate = gate;
    rollout.setMetadata(new ObjectMetaBuilder().withNamespace("shop").withName(name).build());
  }

  /** Another Rollout before the same gate. */
  Told of(String name) {
    return new Told(gate, name);
  }

  boolean waiting() {
    return gate.waiting(rollout);
  }

  /** Whether a pass at this time writes. */
  boolean seen(long millis, Reason reason, Memory memory) {
    return writes(millis, reason, memory, null, Map.of());
  }

  boolean seen(long millis, Reason reason, Memory memory, Action action) {
    return writes(millis, reason, memory, action, Map.of());
  }

  /** Attached, and all as before but for one field. */
  boolean says(long millis, String field, Object value) {
    return writes(millis, Reason.Attached, ATTACHED, null, Map.of(field, value));
  }

  private boolean writes(
      long millis,
      Reason reason,
      Memory memory,
      @Nullable Action action,
      Map<String, Object> changes) {
    Plan plan =
        new Plan(
            Phase.Progressing,
            Optional.ofNullable(action),
            memory,
            new Note(reason, "a sentence"),
            "a+",
            Optional.empty());
    Optional<RolloutStatus> written =
        gate.toWrite(rollout, status(plan, changes), plan, START.plusMillis(millis));
    written.ifPresent(rollout::setStatus);
    return written.isPresent();
  }

  private static RolloutStatus status(Plan plan, Map<String, Object> changes) {
    Map<String, @Nullable Object> fields =
        new HashMap<>(
            Map.of(
                "observedGeneration", 7,
                "phase", plan.phase(),
                "step", "1/3",
                "weight", "5%",
                "ready", "6/6",
                "reason", plan.note().reason(),
                "message", plan.note().message(),
                "trace", plan.trace(),
                "acceptedGeneration", plan.memory().acceptedGeneration()));
    fields.put("stable", plan.memory().stable());
    fields.put("workloadUid", plan.memory().workloadUid());
    Progress progress = plan.memory().progress();
    fields.put("canary", progress == null ? null : progress.canary());
    fields.put("rollout", StatusFacts.write(progress));
    fields.putAll(changes);
    return JSON.convertValue(fields, RolloutStatus.class);
  }
}
