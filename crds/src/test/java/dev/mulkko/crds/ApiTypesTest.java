package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.CanaryStep;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The types as the client reads and writes them. */
class ApiTypesTest {
  private final KubernetesSerialization json = new KubernetesSerialization();

  @Test
  void aStatusIsReadAsItWasWritten() {
    String text = json.asJson(Samples.STATUS);
    assertThat(json.unmarshal(text, RolloutStatus.class)).isEqualTo(Samples.STATUS);
  }

  @Test
  void instantsAreText() {
    assertThat(json.asJson(Samples.STATUS)).contains("\"startedAt\":\"2026-11-24T08:30:00Z\"");
  }

  @Test
  void zeroIsWritten() {
    assertThat(json.asJson(Samples.STATUS)).contains("\"stepIndex\":0");
    assertThat(json.asJson(CanaryStep.weight(0))).isEqualTo("{\"setWeight\":0}");
  }

  @Test
  void whatIsAbsentIsNotWritten() {
    RolloutStatus read = json.unmarshal("{\"observedGeneration\":-1}", RolloutStatus.class);
    assertThat(json.asJson(read)).isEqualTo("{\"observedGeneration\":-1}");
  }

  @Test
  void absentListsAreEmpty() {
    RolloutStatus read = json.unmarshal("{}", RolloutStatus.class);
    assertThat(read.refused()).isEmpty();
    assertThat(read.advice()).isEmpty();
    assertThat(read.conditions()).isEmpty();
  }

  @Test
  void anObjectOfANewerVersionIsStillRead() {
    String newer =
        """
        apiVersion: mulkko.dev/v1beta1
        kind: Rollout
        spec:
          workloadRef: {kind: StatefulSet, name: shop, container: app}
          strategy: {magic: {}}
        """;
    Rollout read = json.unmarshal(newer, Rollout.class);
    assertThat(read.getSpec().workloadRef().kind()).isEqualTo("StatefulSet");
    assertThat(read.getSpec().strategy().canary()).isNull();
  }

  @Test
  void anActionOfANewerVersionIsStillRead() {
    String newer =
        """
        apiVersion: mulkko.dev/v1beta1
        kind: RolloutAction
        spec: {rollout: shop, verb: Promote}
        """;
    RolloutAction read = json.unmarshal(newer, RolloutAction.class);
    assertThat(Objects.requireNonNull(read.getSpec()).verb()).isEqualTo("Promote");
  }
}
