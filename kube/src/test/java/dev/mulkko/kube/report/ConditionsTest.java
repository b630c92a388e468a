package dev.mulkko.kube.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionsTest {

  private final Moment moment = Moment.of();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Pending | WaitingForNativeRollout | Ready=False Reconciling=True | InProgress",
        "Progressing | Settling | Ready=False Reconciling=True Progressing=True | InProgress",
        "Promoting | Adopted | Ready=False Reconciling=True Progressing=True | InProgress",
        "Aborting | TrafficReturned | Ready=False Reconciling=True Progressing=True | InProgress",
        "Paused | Pausing | Ready=False Reconciling=True Paused=True | InProgress",
        "Healthy | Completed | Ready=True | Current",
        "RolledBack | RolledBack | Ready=False Stalled=True RolledBack=True | Failed",
        "Stalled | InvalidSpec | Ready=False Stalled=True | Failed",
      })
  void toolsUnderstandEveryPhase(Phase phase, Reason reason, String conditions, Kstatus kstatus) {
    RolloutStatus status = moment.report(phase, reason, "a sentence");
    assertThat(
            status.conditions().stream()
                .map(c -> c.getType() + "=" + c.getStatus())
                .collect(Collectors.joining(" ")))
        .isEqualTo(conditions);
    assertThat(Kstatus.of(Yaml.sent(moment.stored(status)))).isEqualTo(kstatus);
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void everyConditionSaysWhyAndOfWhat(Phase phase) {
    RolloutStatus status = moment.report(phase, Reason.Settling, "a sentence");
    assertThat(status.observedGeneration()).isEqualTo(2);
    assertThat(status.conditions())
        .allSatisfy(
            condition -> {
              assertThat(condition.getReason()).isEqualTo("Settling").matches("[A-Z][A-Za-z]*");
              assertThat(condition.getMessage()).isEqualTo("a sentence");
              assertThat(condition.getObservedGeneration()).isEqualTo(2);
              assertThat(condition.getLastTransitionTime()).isEqualTo("2026-11-24T08:30:00Z");
            });
  }

  @Test
  void adviceIsAConditionForAsLongAsThereIsSome() {
    Memory memory = Memory.empty();
    Note note = new Note(Reason.Healthy, "ok");
    RolloutStatus advised =
        moment.report(Phase.Healthy, memory, note, "", List.of("add a probe", "add a hook"));
    assertThat(advised.conditions().getLast())
        .returns("Advised", Condition::getType)
        .returns("True", Condition::getStatus)
        .returns("Advised", Condition::getReason)
        .returns("2 in status.advice", Condition::getMessage);
    assertThat(Kstatus.of(Yaml.sent(moment.stored(advised)))).isEqualTo(Kstatus.Current);
    assertThat(moment.report(Phase.Healthy, memory, note, "", List.of()).conditions())
        .noneMatch(condition -> condition.getType().equals("Advised"));
  }

  /** Only the CRD's default of -1 keeps Helm from calling it done. */
  @Test
  void whatNobodyHasSeenYetIsInProgress() {
    ObjectNode unseen = (ObjectNode) Yaml.tree(Shop.ROLLOUT);
    unseen.set("status", Yaml.tree("{observedGeneration: -1}"));
    assertThat(Kstatus.of(unseen)).isEqualTo(Kstatus.InProgress);
  }

  @Test
  void anOldReadyDoesNotCountForANewSpec() {
    JsonNode object = Yaml.sent(moment.stored(moment.report(Phase.Healthy, Reason.Healthy, "ok")));
    ((ObjectNode) object.path("metadata")).put("generation", 3);
    assertThat(Kstatus.of(object)).isEqualTo(Kstatus.InProgress);
  }

  @Test
  void theTimeIsKeptWhileTheStatusIs() {
    RolloutStatus first = moment.report(Phase.Progressing, Reason.Settling, "one");
    Rollout stored = moment.stored(first);
    RolloutStatus second =
        Moment.at(Moment.NOW.plusSeconds(60), stored).report(Phase.Paused, Reason.Pausing, "two");
    assertThat(time(second, "Ready")).isEqualTo("2026-11-24T08:30:00Z");
    assertThat(time(second, "Reconciling")).isEqualTo("2026-11-24T08:30:00Z");
    assertThat(time(second, "Paused")).isEqualTo("2026-11-24T08:31:00Z");
  }

  @Test
  void theTimeChangesWithTheStatus() {
    Rollout stored = moment.stored(moment.report(Phase.Progressing, Reason.Settling, "one"));
    RolloutStatus second =
        Moment.at(Moment.NOW.plusSeconds(60), stored).report(Phase.Healthy, Reason.Healthy, "two");
    assertThat(time(second, "Ready")).isEqualTo("2026-11-24T08:31:00Z");
  }

  private static String time(RolloutStatus status, String type) {
    return status.conditions().stream()
        .filter(c -> c.getType().equals(type))
        .map(Condition::getLastTransitionTime)
        .findFirst()
        .orElse("");
  }
}
