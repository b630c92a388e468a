package dev.mulkko.testbed.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PodLifeTest {

  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
  private static final Duration BACK_OFF = Duration.ofSeconds(10);
  private static final String PROBE =
      "readinessProbe: "
          + "{httpGet: {port: 80}, periodSeconds: 5, successThreshold: 1, failureThreshold: 2}";

  private Instant now = START;

  @Test
  void aContainerWithoutAProbeIsReadyWhenItIsStarted() {
    PodLife life = life(pod(""));
    assertThat(life.status(now).getPhase()).isEqualTo("Pending");
    assertThat(status(life).getState().getWaiting().getReason()).isEqualTo("ContainerCreating");

    start(life);

    assertThat(life.status(now).getPhase()).isEqualTo("Running");
    assertThat(ready(life).getStatus()).isEqualTo("True");
    assertThat(ready(life).getReason()).isEmpty();
    assertThat(life.status(now).getPodIP()).isEqualTo("10.244.0.1");
    assertThat(life.wakeUp(Instant.MAX)).isEqualTo(Instant.MAX);
  }

  @Test
  void readinessFollowsTheProbe() {
    PodLife life = started(pod(PROBE));
    assertThat(ready(life).getStatus()).isEqualTo("False");
    assertThat(ready(life).getReason()).isEqualTo("ContainersNotReady");

    pass(Duration.ofMillis(100));
    probe(life, true);
    assertThat(ready(life).getStatus()).isEqualTo("True");
    assertThat(ready(life).getLastTransitionTime()).isEqualTo("2026-11-24T08:00:00Z");

    pass(Duration.ofSeconds(4));
    assertThat(life.next(now)).isEmpty();
    pass(Duration.ofSeconds(1));
    probe(life, false);
    assertThat(ready(life).getStatus()).isEqualTo("True");
    pass(Duration.ofSeconds(5));
    probe(life, false);
    assertThat(ready(life).getStatus()).isEqualTo("False");
    assertThat(ready(life).getLastTransitionTime()).isEqualTo("2026-11-24T08:00:10Z");
  }

  @Test
  void theFirstProbeWaitsForTheInitialDelay() {
    PodLife life = started(pod(PROBE.replace("}, period", "}, initialDelaySeconds: 7, period")));

    assertThat(life.wakeUp(Instant.MAX)).isEqualTo(START.plusMillis(7_100));
    pass(Duration.ofSeconds(7));
    assertThat(life.next(now)).isEmpty();
    pass(Duration.ofMillis(100));
    assertThat(life.next(now)).containsExactly(Act.PROBE);
  }

  @Test
  void aRestartedContainerIsReadyOnlyWhenItsOwnProbePasses() {
    PodLife life = started(pod(PROBE));
    pass(Duration.ofMillis(100));
    probe(life, true);
    int before = life.starts();
    life.exited(1, now);
    assertThat(ready(life).getStatus()).isEqualTo("False");

    start(life);
    life.probed(before, true, now);
    assertThat(ready(life).getStatus()).isEqualTo("False");
    assertThat(life.wakeUp(Instant.MAX)).isEqualTo(now.plusMillis(100));

    pass(Duration.ofMillis(100));
    probe(life, true);
    assertThat(ready(life).getStatus()).isEqualTo("True");
  }

  @Test
  void theStatusStaysEqualAsLongAsNothingHappens() {
    PodLife life = started(pod(""));
    var before = life.status(now);
    pass(Duration.ofMinutes(5));

    assertThat(life.status(now)).isEqualTo(before);
  }

  @Test
  void aCrashedContainerBacksOffBeforeItRestartsForTheSecondTime() {
    PodLife life = started(pod(""));

    life.exited(1, now);
    start(life);
    assertThat(status(life).getRestartCount()).isEqualTo(1);
    assertThat(status(life).getLastState().getTerminated().getExitCode()).isEqualTo(1);

    life.exited(1, now);
    assertThat(life.next(now)).isEmpty();
    assertThat(status(life).getState().getWaiting().getReason()).isEqualTo("CrashLoopBackOff");
    assertThat(status(life).getState().getWaiting().getMessage())
        .isEqualTo("back-off 10s restarting failed container=shop");
    assertThat(status(life).getReady()).isFalse();
    assertThat(life.status(now).getPhase()).isEqualTo("Running");
    assertThat(life.wakeUp(Instant.MAX)).isEqualTo(now.plus(BACK_OFF));

    pass(BACK_OFF);
    start(life);
    assertThat(status(life).getRestartCount()).isEqualTo(2);
  }

  @Test
  void aMissingImageShowsAnErrorAndThenBacksOff() {
    PodLife life = life(pod(""));
    assertThat(life.next(now)).containsExactly(Act.START);
    life.refused(new Started.Refused("ErrImagePull", "there is no image"), now);

    assertThat(status(life).getState().getWaiting().getReason()).isEqualTo("ErrImagePull");
    assertThat(life.status(now).getPhase()).isEqualTo("Pending");
    pass(Duration.ofSeconds(1));
    assertThat(life.next(now)).containsExactly(Act.BACK_OFF_PULLING);
    assertThat(status(life).getState().getWaiting().getReason()).isEqualTo("ImagePullBackOff");
    assertThat(status(life).getContainerID()).isNull();
    assertThat(life.wakeUp(Instant.MAX)).isEqualTo(Instant.MAX);
  }

  @Test
  void whatAContainerNeedsIsLookedForAgain() {
    PodLife life = lookingAgain(pod(""));

    assertThat(life.status(now).getPhase()).isEqualTo("Pending");
    assertThat(status(life).getState().getWaiting().getReason()).isEqualTo("ContainerCreating");
    assertThat(life.next(now)).isEmpty();
    pass(Duration.ofMillis(500));
    start(life);
    assertThat(life.status(now).getPhase()).isEqualTo("Running");
    assertThat(status(life).getRestartCount()).isZero();
  }

  private PodLife lookingAgain(Pod pod) {
    PodLife life = life(pod);
    assertThat(life.next(now)).containsExactly(Act.START);
    life.notYet(new Started.NotYet("there is no ConfigMap kube-root-ca.crt"), now);
    return life;
  }

  @Test
  void whatAContainerNeedsIsNotLookedForWhenItsPodIsDeleted() {
    Pod pod = pod("");
    PodLife life = lookingAgain(pod);

    life.changed(deleted(pod, 30), now);

    assertThat(life.isOver()).isTrue();
    pass(Duration.ofMillis(500));
    assertThat(life.next(now)).isEmpty();
  }

  @Test
  void aPodThatIsRefusedStaysPendingUntilItIsDeleted() {
    Pod pod = pod(PROBE);
    PodLife life = life(pod);
    assertThat(life.next(now)).containsExactly(Act.START);
    life.refused(new Started.Refused("CreateContainerConfigError", "not played"), now);

    assertThat(life.status(now).getPhase()).isEqualTo("Pending");
    assertThat(status(life).getState().getWaiting().getMessage()).isEqualTo("not played");
    assertThat(life.wakeUp(Instant.MAX)).isEqualTo(Instant.MAX);
    life.changed(deleted(pod, 30), now);
    assertThat(life.isOver()).isTrue();
  }

  @Test
  void deletionRunsPreStopThenTerminatesThenKillsThenRemoves() {
    Pod pod = pod("lifecycle: {preStop: {sleep: {seconds: 5}}}");
    PodLife life = started(pod);
    life.changed(deleted(pod, 30), now);

    assertThat(life.next(now)).isEmpty();
    assertThat(ready(life).getStatus()).isEqualTo("True");
    pass(Duration.ofSeconds(5));
    assertThat(life.next(now)).containsExactly(Act.TERMINATE);
    pass(Duration.ofSeconds(24));
    assertThat(life.next(now)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(life.next(now)).containsExactly(Act.KILL);
    assertThat(life.isOver()).isFalse();

    life.exited(137, now);
    assertThat(life.next(now)).isEmpty();
    assertThat(life.isOver()).isTrue();
    assertThat(life.status(now).getPhase()).isEqualTo("Failed");
    assertThat(ready(life).getReason()).isEqualTo("PodCompleted");
  }

  @Test
  void aPreStopThatOutlastsTheGraceLeavesTwoSecondsForSigterm() {
    Pod pod = pod("lifecycle: {preStop: {sleep: {seconds: 60}}}");
    PodLife life = started(pod);
    life.changed(deleted(pod, 10), now);

    pass(Duration.ofSeconds(10));
    assertThat(life.next(now)).containsExactly(Act.TERMINATE);
    pass(Duration.ofSeconds(2));
    assertThat(life.next(now)).containsExactly(Act.KILL);
  }

  @Test
  void aSecondDeletionCanOnlyShortenTheGrace() {
    Pod pod = pod("");
    PodLife life = started(pod);
    life.changed(deleted(pod, 30), now);
    assertThat(life.next(now)).containsExactly(Act.TERMINATE);

    life.changed(deleted(pod, 1), now);
    life.changed(deleted(pod, 60), now);

    pass(Duration.ofSeconds(1));
    assertThat(life.next(now)).containsExactly(Act.KILL);
  }

  @Test
  void aContainerThatBacksOffIsNotStartedAgainWhenThePodIsDeleted() {
    Pod pod = pod("");
    PodLife life = started(pod);
    life.exited(1, now);
    start(life);
    life.exited(1, now);

    life.changed(deleted(pod, 30), now);

    assertThat(life.isOver()).isTrue();
    pass(BACK_OFF);
    assertThat(life.next(now)).isEmpty();
  }

  @Test
  void anEndInGoodOrderIsASuccess() {
    Pod pod = pod("");
    PodLife life = started(pod);
    life.changed(deleted(pod, 30), now);
    life.exited(0, now);

    assertThat(life.isOver()).isTrue();
    assertThat(life.status(now).getPhase()).isEqualTo("Succeeded");
    assertThat(ready(life).getReason()).isEqualTo("PodCompleted");
  }

  @Test
  void aPodThatIsBoundWhenItIsAlreadyDeletedIsNotStarted() {
    PodLife life = life(deleted(pod(""), 30));

    assertThat(life.next(now)).isEmpty();
    assertThat(life.isOver()).isTrue();
  }

  @Test
  void theStatusIsThatOfTheGenerationLastSeen() {
    Pod pod = pod("");
    PodLife life = started(pod);
    life.changed(new PodBuilder(pod).editMetadata().withGeneration(2L).endMetadata().build(), now);

    assertThat(life.status(now).getObservedGeneration()).isEqualTo(2);
  }

  @Test
  void whatIsNotToRunAgainHasEnded() {
    PodLife life = started(once(pod("")));
    life.exited(0, now);

    assertThat(life.status(now).getPhase()).isEqualTo("Succeeded");
    assertThat(ready(life).getReason()).isEqualTo("PodCompleted");
    assertThat(life.wakeUp(Instant.MAX)).isEqualTo(Instant.MAX);
    assertThat(life.isOver()).isFalse();
  }

  @Test
  void whatIsNotToRunAgainHasFailedWhenItsCodeSaysSo() {
    PodLife life = started(once(pod("")));
    life.exited(1, now);

    assertThat(life.status(now).getPhase()).isEqualTo("Failed");
    life.changed(deleted(once(pod("")), 0), now);
    assertThat(life.isOver()).isTrue();
  }

  private static Pod once(Pod pod) {
    return new PodBuilder(pod).editSpec().withRestartPolicy("Never").endSpec().build();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private PodLife life(Pod pod) {
    return new PodLife(pod, NodeOptions.named("node-1"), "10.244.0.1", now);
  }

  private PodLife started(Pod pod) {
    PodLife life = life(pod);
    start(life);
    return life;
  }

  private void start(PodLife life) {
    assertThat(life.next(now)).containsExactly(Act.START);
    life.started(now);
  }

  /** A probe is due; it gets that result. */
  private void probe(PodLife life, boolean result) {
    assertThat(life.next(now)).containsExactly(Act.PROBE);
    life.probed(life.starts(), result, now);
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

  private static Pod pod(String more) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: shop-1, namespace: test, uid: u1, generation: 1}
        spec:
          containers:
          - name: shop
            image: shop:v1
            %s
        status: {phase: Pending}
        """
            .formatted(more),
        Pod.class);
  }
}
