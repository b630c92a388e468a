package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Analysis.PodLimits;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.golden.Yaml;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodTroubleTest {

  private static final String APP = "container app of pod shop-new-bbbbb is in ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CrashLoopBackOff | CanaryCrashing | CrashLoopBackOff after 3 restarts, the last with exit"
            + " code 137",
        "ImagePullBackOff | CanaryImageUnavailable | ImagePullBackOff (image shop:v2)",
        "ErrImageNeverPull | CanaryImageUnavailable | ErrImageNeverPull (image shop:v2)",
        "InvalidImageName | CanaryImageUnavailable | InvalidImageName (image shop:v2)",
        "CreateContainerConfigError | CanaryConfigInvalid | CreateContainerConfigError (secret"
            + " \"x\" not found)",
        "CreateContainerError | CanaryConfigInvalid | CreateContainerError (secret \"x\" not"
            + " found)",
        "RunContainerError | CanaryConfigInvalid | RunContainerError (secret \"x\" not found)",
      })
  void whatWaitingDoesNotHealIsTrouble(String waiting, Reason reason, String sentence) {
    assertThat(trouble(waiting("containerStatuses", waiting)))
        .contains(new Note(reason, APP + sentence));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ErrImagePull", "ContainerCreating", "PodInitializing", "NewerThanUs"})
  void whatMayHealIsNoTrouble(String waiting) {
    assertThat(trouble(waiting("containerStatuses", waiting))).isEmpty();
  }

  @Test
  void anInitContainerCanBeInTroubleToo() {
    assertThat(trouble(waiting("initContainerStatuses", "CrashLoopBackOff")))
        .map(Note::reason)
        .contains(Reason.CanaryCrashing);
  }

  @Test
  void aPodThatGoesAwayIsNotAskedAgain() {
    String going =
        waiting("containerStatuses", "CrashLoopBackOff")
            .replace("bbbbb", "bbbbb, deletionTimestamp: 2026-11-24T08:30:00Z");
    assertThat(trouble(going)).isEmpty();
  }

  @Test
  void oneOfManyIsEnough() {
    String well = "{metadata: {name: a}, status: {containerStatuses: [{state: {running: {}}}]}}";
    assertThat(
            trouble(
                well, "{metadata: {name: b}}", waiting("containerStatuses", "CrashLoopBackOff")))
        .isPresent();
    assertThat(trouble(well, "{metadata: {name: b}, status: {phase: Pending}}")).isEmpty();
  }

  @Test
  void whatTheKubeletDidNotSayIsLeftOut() {
    String silent =
        waiting("containerStatuses", "CrashLoopBackOff")
            .replace("lastState: {terminated: {exitCode: 137}}", "lastState: {}")
            .replace(", message: 'secret \"x\" not found'", "");
    assertThat(trouble(silent))
        .map(Note::message)
        .contains(APP + "CrashLoopBackOff after 3 restarts");
    assertThat(trouble(silent.replace("CrashLoopBackOff", "CreateContainerError")))
        .map(Note::message)
        .contains(APP + "CreateContainerError (image shop:v2)");
    assertThat(trouble(silent.replace("reason: CrashLoopBackOff", "message: x"))).isEmpty();
  }

  private static String waiting(String where, String reason) {
    return """
    metadata: {name: shop-new-bbbbb}
    status:
      %s:
        - name: app
          image: shop:v2
          restartCount: 3
          state: {waiting: {reason: %s, message: 'secret "x" not found'}}
          lastState: {terminated: {exitCode: 137}}
    """
        .formatted(where, reason);
  }

  private static String ended(String pod, int restarts, String reason) {
    return """
    metadata: {name: %s}
    status:
      containerStatuses:
        - name: app
          image: shop:v2
          restartCount: %d
          state: {running: {}}
          lastState: {terminated: {exitCode: 137, reason: %s}}
    """
        .formatted(pod, restarts, reason);
  }

  @Test
  void whoIsKilledForWantOfMemoryIsInTroubleAtOnce() {
    assertThat(trouble(ended("a", 1, "OOMKilled")))
        .contains(
            new Note(
                Reason.CanaryOutOfMemory, "OOMKilled (out of memory): container app of pod a"));
    assertThat(trouble(ended("a", 1, "Error"))).isEmpty();
  }

  /** Before its first restart, a container is still in the state it ended in. */
  @Test
  void nobodyWaitsForTheRestart() {
    String dead =
        ended("a", 0, "Error")
            .replace("state: {running: {}}", "state: {terminated: {reason: OOMKilled}}");
    assertThat(trouble(dead)).map(Note::reason).contains(Reason.CanaryOutOfMemory);
  }

  /** Who looks between two kills sees the back-off alone: it is not what went wrong. */
  @Test
  void theBackOffAfterAKillIsNotItsCause() {
    String waits =
        ended("a", 2, "OOMKilled")
            .replace("state: {running: {}}", "state: {waiting: {reason: CrashLoopBackOff}}");
    assertThat(trouble(waits)).map(Note::reason).contains(Reason.CanaryOutOfMemory);
    assertThat(trouble(new PodLimits(null, 2), waits))
        .map(Note::reason)
        .contains(Reason.CanaryCrashing);
  }

  /** What is to run before the others ends for want of memory too. */
  @Test
  void anInitContainerCountsLikeAnother() {
    String killed =
        ended("a", 1, "OOMKilled").replace("containerStatuses", "initContainerStatuses");
    assertThat(trouble(killed)).map(Note::reason).contains(Reason.CanaryOutOfMemory);
    assertThat(trouble(new PodLimits(0, 1), killed))
        .map(Note::message)
        .contains("containers of the canary restarted 1 times, 0 are harmless");
  }

  @Test
  void whatAPodDidThatGoesAwayDoesNotCount() {
    String going = ", deletionTimestamp: 2026-11-24T08:30:00Z}";
    String killed = ended("a", 3, "OOMKilled").replaceFirst("}", going);
    assertThat(killed).contains(going);
    assertThat(trouble(new PodLimits(0, 0), killed)).isEmpty();
  }

  @Test
  void severalKillsAreCountedInTheSentence() {
    assertThat(trouble(ended("a", 2, "OOMKilled"), ended("b", 1, "OOMKilled")))
        .map(Note::message)
        .contains("OOMKilled (out of memory) 3 times: container app of pod b");
  }

  @ParameterizedTest
  @CsvSource({"2, 3, true", "3, 3, false", "3, 4, true", "0, 1, true"})
  void asManyKillsAsAreHarmlessStopNothing(int harmless, int kills, boolean stops) {
    PodLimits limits = new PodLimits(null, harmless);
    String[] one = {ended("a", kills, "OOMKilled")};
    String[] two = {ended("a", 1, "OOMKilled"), ended("b", kills - 1, "OOMKilled")};
    assertThat(trouble(limits, one).isPresent()).isEqualTo(stops);
    assertThat(trouble(limits, two).isPresent()).isEqualTo(stops || (kills == 1 && harmless < 2));
  }

  @ParameterizedTest
  @CsvSource({"0, true", "2, true", "3, false"})
  void restartsOfAllPodsCountTogether(int harmless, boolean stops) {
    PodLimits limits = new PodLimits(harmless, 0);
    String[] pods = {ended("a", 1, "Error"), ended("b", 2, "Error")};
    assertThat(trouble(limits, pods).isPresent()).isEqualTo(stops);
    assertThat(trouble(pods)).as("without a limit").isEmpty();
    assertThat(trouble(new PodLimits(0, 0), pods))
        .map(Note::message)
        .contains("containers of the canary restarted 3 times, 0 are harmless");
  }

  private static Optional<Note> trouble(String... pods) {
    return trouble(PodLimits.DEFAULT, pods);
  }

  private static Optional<Note> trouble(PodLimits limits, String... pods) {
    List<Pod> read = Stream.of(pods).map(text -> Yaml.object(Pod.class, text)).toList();
    return PodTrouble.of(read, limits);
  }
}
