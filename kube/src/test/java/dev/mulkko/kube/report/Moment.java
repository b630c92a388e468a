package dev.mulkko.kube.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.read.Reader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The shop at some time, and what is reported of it. */
final class Moment {

  static final Instant NOW = Instant.parse("2026-11-24T08:30:00.123456Z");

  private final Rollout rollout;
  private final Observation seen;

  private Moment(Rollout rollout, Observation seen) {
    this.rollout = rollout;
    this.seen = seen;
  }

  static Moment of(String... others) {
    return at(NOW, Yaml.object(Rollout.class, Shop.ROLLOUT), others);
  }

  static Moment at(Instant now, Rollout rollout, String... others) {
    Stream<JsonNode> objects = Stream.of(others).map(Yaml::tree);
    try {
      Observation seen =
          Reader.read(
              Snapshots.of(Stream.concat(Stream.of(Yaml.sent(rollout)), objects).toList()),
              now,
              false,
              List.of());
      return new Moment(rollout, seen);
    } catch (InvalidSpec e) {
      throw new AssertionError(e);
    }
  }

  RolloutStatus report(Phase phase, Reason reason, String message) {
    return report(phase, seen.memory(), new Note(reason, message), "a+ b~");
  }

  RolloutStatus report(Phase phase, Memory memory, Note note, String trace) {
    return report(phase, memory, note, trace, List.of());
  }

  RolloutStatus report(Phase phase, Memory memory, Note note, String trace, List<String> advice) {
    Plan plan = new Plan(phase, Optional.empty(), memory, note, trace, Optional.empty());
    return StatusReport.of(rollout, seen, plan, advice);
  }

  Memory memory() {
    return seen.memory();
  }

  /** The Rollout as it is read after its status was written. */
  Rollout stored(RolloutStatus status) {
    Rollout next = Yaml.object(Rollout.class, Yaml.sent(rollout));
    next.setStatus(status);
    return Yaml.object(Rollout.class, Yaml.sent(next));
  }
}
