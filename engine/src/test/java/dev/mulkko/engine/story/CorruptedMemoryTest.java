package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.weight;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody writes into the status of a Rollout while the operator is down, with half of the traffic
 * on each version. Whoever comes back keeps every law, whatever it reads.
 */
class CorruptedMemoryTest {

  static List<Corruption> corruptions() {
    return List.of(
        new Corruption("stable null", m -> memory(m, null, m.progress())),
        new Corruption("stable gone", m -> memory(m, "gone", m.progress())),
        new Corruption("stable is the canary", m -> memory(m, canary(m), m.progress())),
        new Corruption(
            "canary is stable", m -> m.with(of(begun(m), Objects.requireNonNull(m.stable())))),
        new Corruption(
            "no Deployment, and nothing accepted",
            m ->
                new Memory(
                    null, m.stable(), 0, m.progress(), m.refused(), m.acted(), m.attempts())),
        new Corruption("not accepted", m -> m.notAccepted(1)),
        new Corruption(
            "refused",
            m -> m.refusing(new Memory.Refused(canary(m), "None", "", begun(m).startedAt()))),
        new Corruption(
            "stable refused",
            m ->
                m.refusing(
                    new Memory.Refused(
                        Objects.requireNonNull(m.stable()), "None", "", begun(m).startedAt()))),
        new Corruption(
            "another Deployment",
            m ->
                new Memory(
                    "other",
                    m.stable(),
                    m.acceptedGeneration(),
                    m.progress(),
                    m.refused(),
                    m.acted(),
                    m.attempts())));
  }

  record Corruption(String name, UnaryOperator<Memory> how) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Progress begun(Memory memory) {
    return Objects.requireNonNull(memory.progress());
  }

  private static String canary(Memory memory) {
    return begun(memory).canary();
  }

  /** The same progress of another revision. */
  private static Progress of(Progress p, String canary) {
    return new Progress(
        canary,
        p.startedAt(),
        p.step(),
        p.verified(),
        p.promotedAt(),
        p.abort(),
        p.paused(),
        p.undoes(),
        p.evidence(),
        p.counted(),
        p.attempt(),
        p.answers());
  }

  private static Memory memory(Memory m, @Nullable String stable, @Nullable Progress progress) {
    return new Memory(
        m.workloadUid(),
        stable,
        m.acceptedGeneration(),
        progress,
        m.refused(),
        m.acted(),
        m.attempts());
  }

  @ParameterizedTest
  @MethodSource("corruptions")
  void noLawIsBroken(Corruption corruption) {
    new Tale(
            corruption.name(),
            Story.spec(weight(50), pause(600)),
            story -> {
              story.deployment(6, "v1").attach().template("v2").untilWeight(50).operatorDown(5);
              World world = story.world();
              world.rollout.memory = corruption.how().apply(world.rollout.memory);
              story.seconds(60);
              assertThat(world.rollout.memory.stable()).isEqualTo("v1-native");
              story.then(User::abort).untilRest();
            })
        .tell(Planner::plan);
  }
}
