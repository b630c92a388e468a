package dev.mulkko.testbed.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodLifeTest {

  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
  private static final Duration BACK_OFF = Duration.ofSeconds(10);

  private Instant now = START;

  @Test
  void aContainerWithoutAProbeIsReadyWhenItIsStarted() {
    PodLife life = life(pod("Always", ""));
    assertThat(life.status(now).getPhase()).isEqualTo("Pending");

    assertThat(acts(life)).containsExactly("Start");

    assertThat(life.status(now).getPhase()).isEqualTo("Running");
    assertThat(ready(life).getStatus()).isEqualTo("True");
    assertThat(life.status(now).getPodIP()).isEqualTo("10.244.0.1");
    assertThat(life.wakeUp()).isEmpty();
  }

  @Test
  void readinessFollowsTheProbe() {
    PodLife life =
        life(
            pod(
                "Always",
                "readinessProbe: {httpGet: {port: 80}, periodSeconds: 5, failureThreshold: 2}"));
    acts(life);
    assertThat(ready(life).getStatus()).isEqualTo("False");
    assertThat(ready(life).getReason()).isEqualTo("ContainersNotReady");

    pass(Duration.ofMillis(100));
    assertThat(probe(life, true)).isTrue();
    assertThat(ready(life).getStatus()).isEqualTo("True");
    assertThat(ready(life).getLastTransitionTime()).isEqualTo("2026-11-24T08:00:00Z");

    pass(Duration.ofSeconds(4));
    assertThat(acts(life)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(probe(life, false)).isTrue();
    assertThat(ready(life).getStatus()).isEqualTo("True");
    pass(Duration.ofSeconds(5));
    assertThat(probe(life, false)).isTrue();
    assertThat(ready(life).getStatus()).isEqualTo("False");
    assertThat(ready(life).getLastTransitionTime()).isEqualTo("2026-11-24T08:00:10Z");
  }

  @Test
  void theStatusStaysEqualAsLongAsNothingHappens() {
    PodLife life = life(pod("Always", ""));
    acts(life);
    var before = life.status(now);
    pass(Duration.ofMinutes(5));

    assertThat(life.status(now)).isEqualTo(before);
  }

  @Test
  void aCrashedContainerBacksOffBeforeItRestartsForTheSecondTime() {
    PodLife life = life(pod("Always", ""));
    ContainerLife container = start(life);

    container.exited(1, now);
    assertThat(acts(life)).containsExactly("Start");
    assertThat(status(life).getRestartCount()).isEqualTo(1);
    assertThat(status(life).getLastState().getTerminated().getExitCode()).isEqualTo(1);

    container.exited(1, now);
    assertThat(acts(life)).isEmpty();
    assertThat(status(life).getState().getWaiting().getReason()).isEqualTo("CrashLoopBackOff");
    assertThat(status(life).getReady()).isFalse();
    assertThat(life.status(now).getPhase()).isEqualTo("Running");
    assertThat(life.wakeUp()).contains(now.plus(BACK_OFF));

    pass(BACK_OFF);
    assertThat(acts(life)).containsExactly("Start");
    assertThat(status(life).getRestartCount()).isEqualTo(2);
  }

  @Test
  void aMissingImageShowsAnErrorAndThenBacksOff() {
    PodLife life = life(pod("Always", ""));
    start(life).refused("ErrImagePull", "there is no image", now);

    assertThat(status(life).getState().getWaiting().getReason()).isEqualTo("ErrImagePull");
    assertThat(life.status(now).getPhase()).isEqualTo("Pending");
    pass(Duration.ofSeconds(1));
    assertThat(acts(life)).isEmpty();
    assertThat(status(life).getState().getWaiting().getReason()).isEqualTo("ImagePullBackOff");
  }

  @Test
  void deletionRunsPreStopThenTerminatesThenKillsThenRemoves() {
    Pod pod = pod("Always", "lifecycle: {preStop: {sleep: {seconds: 5}}}");
    PodLife life = life(pod);
    ContainerLife container = start(life);
    life.changed(deleted(pod, 30), now);

    assertThat(acts(life)).isEmpty();
    assertThat(ready(life).getStatus()).isEqualTo("True");
    pass(Duration.ofSeconds(5));
    assertThat(acts(life)).containsExactly("Terminate");
    pass(Duration.ofSeconds(24));
    assertThat(acts(life)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(acts(life)).containsExactly("Kill");

    container.exited(137, now);
    assertThat(acts(life)).containsExactly("Remove");
    assertThat(life.status(now).getPhase()).isEqualTo("Failed");
    assertThat(ready(life).getReason()).isEqualTo("PodCompleted");
  }

  @Test
  void aPreStopThatOutlastsTheGraceLeavesTwoSecondsForSigterm() {
    Pod pod = pod("Always", "lifecycle: {preStop: {exec: {command: [sh, -c, 'sleep 60']}}}");
    PodLife life = life(pod);
    start(life);
    life.changed(deleted(pod, 10), now);

    pass(Duration.ofSeconds(10));
    assertThat(acts(life)).containsExactly("Terminate");
    pass(Duration.ofSeconds(2));
    assertThat(acts(life)).containsExactly("Kill");
  }

  @Test
  void aSecondDeletionCanOnlyShortenTheGrace() {
    Pod pod = pod("Always", "");
    PodLife life = life(pod);
    start(life);
    life.changed(deleted(pod, 30), now);
    assertThat(acts(life)).containsExactly("Terminate");

    life.changed(deleted(pod, 1), now);
    life.changed(deleted(pod, 60), now);

    pass(Duration.ofSeconds(1));
    assertThat(acts(life)).containsExactly("Kill");
  }

  @Test
  void aContainerThatBacksOffIsNotStartedAgainWhenThePodIsDeleted() {
    Pod pod = pod("Always", "");
    PodLife life = life(pod);
    ContainerLife container = start(life);
    container.exited(1, now);
    acts(life);
    container.exited(1, now);

    life.changed(deleted(pod, 30), now);

    assertThat(acts(life)).containsExactly("Remove");
  }

  @Test
  void aPodThatIsNotToBeRestartedSucceedsOrFails() {
    PodLife job = life(pod("OnFailure", ""));
    start(job).exited(0, now);
    PodLife failing = life(pod("Never", ""));
    start(failing).exited(3, now);

    assertThat(job.status(now).getPhase()).isEqualTo("Succeeded");
    assertThat(failing.status(now).getPhase()).isEqualTo("Failed");
    assertThat(acts(failing)).isEmpty();
  }

  @Test
  void aReadinessGateHoldsThePodBackUntilItsConditionIsTrue() {
    Pod pod =
        new PodBuilder(pod("Always", ""))
            .editSpec()
            .addNewReadinessGate("mulkko.dev/warm")
            .endSpec()
            .build();
    PodLife life = life(pod);
    acts(life);
    assertThat(ready(life).getReason()).isEqualTo("ReadinessGatesNotReady");

    life.changed(
        new PodBuilder(pod)
            .editStatus()
            .addNewCondition()
            .withType("mulkko.dev/warm")
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build(),
        now);

    assertThat(ready(life).getStatus()).isEqualTo("True");
    assertThat(ready(life).getReason()).isEmpty();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private PodLife life(Pod pod) {
    return new PodLife(pod, "10.243.0.1", "10.244.0.1", BACK_OFF, now);
  }

  private ContainerLife start(PodLife life) {
    return life.next(now).stream()
        .filter(Act.Start.class::isInstance)
        .map(act -> ((Act.Start) act).container())
        .findFirst()
        .orElseThrow();
  }

  private List<String> acts(PodLife life) {
    return life.next(now).stream().map(act -> act.getClass().getSimpleName()).toList();
  }

  /** Whether a probe was due; if so it gets that result. */
  private boolean probe(PodLife life, boolean result) {
    List<Act> acts = life.next(now);
    if (acts.size() == 1
        && acts.getFirst() instanceof Act.Probe(ContainerLife container, int number)) {
      container.probed(number, result, now);
      return true;
    }
    return false;
  }

  private ContainerStatus status(PodLife life) {
    return life.status(now).getContainerStatuses().getFirst();
  }

  private PodCondition ready(PodLife life) {
    return life.status(now).getConditions().stream()
        .filter(condition -> condition.getType().equals("Ready"))
        .findFirst()
        .orElseThrow();
  }

  private static Pod deleted(Pod pod, long grace) {
    return new PodBuilder(pod)
        .editMetadata()
        .withDeletionTimestamp("2026-11-24T08:01:00Z")
        .withDeletionGracePeriodSeconds(grace)
        .endMetadata()
        .build();
  }

  private static Pod pod(String restartPolicy, String more) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: shop-1, namespace: test, uid: u1, generation: 1}
        spec:
          restartPolicy: %s
          containers:
          - name: shop
            image: shop:v1
            %s
        status: {phase: Pending}
        """
            .formatted(restartPolicy, more),
        Pod.class);
  }
}
