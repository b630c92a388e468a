package dev.mulkko.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.kube.golden.Yaml;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatusFactsTest {

  static Stream<Memory> memories() {
    RandomMemory random = new RandomMemory(20261124);
    return Stream.generate(random::next).limit(200);
  }

  @ParameterizedTest
  @MethodSource("memories")
  void whatIsStoredIsRemembered(Memory memory) {
    assertThat(StatusFacts.read(status(memory))).isEqualTo(memory);
  }

  @ParameterizedTest
  @MethodSource("memories")
  void whatAnApiServerStoredIsRemembered(Memory memory) {
    RolloutStatus stored = Yaml.object(RolloutStatus.class, Yaml.sent(status(memory)));
    assertThat(stored).isEqualTo(status(memory));
    assertThat(StatusFacts.read(stored)).isEqualTo(memory);
  }

  @Test
  void aRolloutThatNobodyHasSeenRemembersNothing() {
    RolloutStatus unseen = Yaml.object(RolloutStatus.class, "observedGeneration: -1");
    assertThat(StatusFacts.read(unseen)).isEqualTo(Memory.empty());
    assertThat(StatusFacts.read(null)).isEqualTo(Memory.empty());
  }

  @Test
  void whatOnlyPeopleReadIsNotReadBack() {
    RolloutStatus lying =
        Yaml.object(
            RolloutStatus.class, "{observedGeneration: 9, phase: Healthy, step: 3/3, weight: 50%}");
    assertThat(StatusFacts.read(lying)).isEqualTo(Memory.empty());
  }

  @Test
  void anAbortOfManyWordsIsStoredShort() {
    Instant at = Instant.parse("2026-11-24T08:30:00Z");
    Progress.Abort abort = new Progress.Abort("Worse", "x".repeat(5000), at);
    Memory memory = Memory.empty().started(Progress.begin("a", at, null).aborted(abort), 1);
    Memory read = StatusFacts.read(status(memory));
    assertThat(read.progress()).extracting(Progress::abort).isNotNull();
    assertThat(StatusFacts.read(status(read))).isEqualTo(read);
  }

  private static RolloutStatus status(Memory memory) {
    Progress progress = memory.progress();
    return new RolloutStatus(
        1,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        memory.stable(),
        progress == null ? null : progress.canary(),
        null,
        null,
        null,
        memory.acceptedGeneration(),
        memory.workloadUid(),
        memory.attempts() == 0 ? null : (Long) memory.attempts(),
        StatusFacts.write(progress),
        StatusFacts.write(memory.refused()),
        StatusFacts.write(memory.acted()),
        null,
        List.of(),
        List.of());
  }
}
