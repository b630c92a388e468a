package dev.mulkko.kube.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.StatusFacts;
import dev.mulkko.kube.golden.Shop;
import org.junit.jupiter.api.Test;

class StatusReportTest {

  private static final Note HEALTHY = new Note(Reason.Healthy, "old has all the traffic");

  @Test
  void aStatusAtRestIsWrittenOnce() {
    Moment first = Moment.of(Shop.DEPLOYMENT, Shop.replicaSet("old", true));
    Memory rested = first.memory().rested("old");
    RolloutStatus status = first.report(Phase.Healthy, rested, HEALTHY, "rest");
    Rollout stored = first.stored(status);
    RolloutStatus again =
        Moment.at(
                Moment.NOW.plusSeconds(3600), stored, Shop.DEPLOYMENT, Shop.replicaSet("old", true))
            .report(Phase.Healthy, rested, HEALTHY, "rest");
    assertThat(again).isEqualTo(stored.getStatus()).isEqualTo(status);
  }

  @Test
  void aRolloutUnderWayShowsWhereItIs() {
    RolloutStatus status =
        Moment.of(Shop.DEPLOYMENT, Shop.replicaSet("old", true))
            .report(Phase.Progressing, Reason.Settling, "5 % settles");
    assertThat(status.phase()).isEqualTo("Progressing");
    assertThat(status.step()).isEqualTo("1/4");
    assertThat(status.stable()).isEqualTo("old");
    assertThat(status.canary()).isEqualTo("new");
    assertThat(status.reason()).isEqualTo("Settling");
    assertThat(status.message()).isEqualTo("5 % settles");
    assertThat(status.trace()).isEqualTo("a+ b~");
  }

  @Test
  void atRestThereIsNoStepAndNoWeight() {
    Moment moment = Moment.of(Shop.DEPLOYMENT);
    RolloutStatus status =
        moment.report(Phase.Healthy, moment.memory().rested("new"), HEALTHY, "rest");
    assertThat(status.step()).isNull();
    assertThat(status.weight()).isNull();
    assertThat(status.canary()).isNull();
    assertThat(status.rollout()).isNull();
    assertThat(status.stable()).isEqualTo("new");
  }

  /** In the gap of a swap nothing is owned, and yet no pod is missing. */
  @Test
  void readyCountsThePodsOfAllRevisions() {
    String ready = "status: {replicas: 6, readyReplicas: 5}\n";
    assertThat(ready(Shop.replicaSet("old", true) + ready)).isEqualTo("5/6");
    assertThat(ready(Shop.replicaSet("old", false) + ready)).isEqualTo("5/6");
    assertThat(ready(Shop.replicaSet("old", true) + ready, Shop.replicaSet("new", false) + ready))
        .isEqualTo("10/12");
    assertThat(ready()).isEqualTo("0/6");
    assertThat(Moment.of().report(Phase.Stalled, Reason.WorkloadMissing, "x").ready()).isNull();
  }

  private static String ready(String... replicaSets) {
    String[] objects = new String[replicaSets.length + 1];
    objects[0] = Shop.DEPLOYMENT;
    System.arraycopy(replicaSets, 0, objects, 1, replicaSets.length);
    return String.valueOf(Moment.of(objects).report(Phase.Healthy, Reason.Healthy, "x").ready());
  }

  @Test
  void aSpecThatCannotBeUsedForgetsNothing() {
    Moment moment = Moment.of();
    RolloutStatus before = moment.report(Phase.Progressing, Reason.Settling, "5 % settles");
    Rollout stored = moment.stored(before);
    RolloutStatus status = StatusReport.invalid(stored, "spec.x is 1: write 2", Moment.NOW);
    assertThat(StatusFacts.read(status)).isEqualTo(StatusFacts.read(before));
    assertThat(status.phase()).isEqualTo("Stalled");
    assertThat(status.reason()).isEqualTo("InvalidSpec");
    assertThat(status.message()).isEqualTo("spec.x is 1: write 2");
    assertThat(StatusReport.invalid(moment.stored(status), "spec.x is 1: write 2", Moment.NOW))
        .isEqualTo(status);
  }
}
