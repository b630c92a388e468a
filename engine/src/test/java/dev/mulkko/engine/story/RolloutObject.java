package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Observation.Asked;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Rollout with its status, and the RolloutActions that wait for an answer. */
final class RolloutObject {
  boolean exists;
  boolean claimed;
  boolean deleting;

  /** Whether a process that knew what is so was there when it went. */
  boolean seenOff;

  Memory memory = Memory.empty();
  List<String> objections = List.of();
  List<String> noMirror = List.of();
  final List<Asked> asked = new ArrayList<>();

  /** What only the process knew that is gone now: no status has it. */
  void forgetSight() {
    Progress progress = memory.progress();
    if (progress != null) {
      memory = memory.with(progress.verified(null));
    }
  }

  @Nullable Progress progress() {
    return memory.progress();
  }

  /** The revision that a rollout is about, or none. */
  @Nullable String canary() {
    Progress progress = memory.progress();
    return progress == null ? null : progress.canary();
  }
}
