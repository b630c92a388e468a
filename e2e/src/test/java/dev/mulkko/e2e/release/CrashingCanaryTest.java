package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.testbed.cluster.ApiRequest;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
final class CrashingCanaryTest {

  private static final int MOST_LOST = 25;

  /**
   * Long after it got its traffic, and within the pause. It takes its time to come back, so that
   * its absence is seen.
   */
  private static final Map<String, String> CRASHES =
      Map.of("CRASH_AFTER_S", "16", "STARTUP_MS", "2000");

  @Test
  void aCanaryThatCrashesWhileItServesIsRolledBackByItself() {
    CompletableFuture<Instant> crash = new CompletableFuture<>();
    try (Stage stage = Stage.open("crash", Pace.STAYS_AT_5);
        SharedIndexInformer<Pod> _ = onLostReadiness(stage, () -> crash.complete(Instant.now()))) {
      Instant released = stage.release("v2", CRASHES);
      String canary = Objects.requireNonNull(stage.awaitPauseAt("5%").canary());
      assertThat(crash).as("it crashes later").isNotDone();
      RolloutStatus end = stage.awaitRolledBack();
      Answers.Sum all = stage.clients.stop().all();

      List<ApiRequest> writes = stage.books.since(released);
      Figure.count("API writes of a crash at 5 %", writes.size(), Books.byKind(writes).toString());
      print(all, crash.join(), stage.books.patches("httproutes", released).get(2));
      assertThat(all.answeredBy("v2")).isPositive();
      assertThat(all.lost()).as(all.losses()).isLessThanOrEqualTo(MOST_LOST);
      assertThat(end.refused().getFirst().revision()).isEqualTo(canary);
      assertThat(end.refused().getFirst().reason())
          .as("the first crash, not a second one, is the reason")
          .isEqualTo("CanaryLost");
      stage.assertTrafficAsBefore();
      assertThat(stage.shop.deployment().getSpec().getPaused()).as("held").isTrue();
      stage.assertPodsUntouched("v1");
    }
  }

  /** Nobody waits for a second kill, nor for the kubelet to back off. */
  @Test
  void aCanaryThatIsKilledForWantOfMemoryNeverGetsTraffic() {
    try (Stage stage = Stage.open("memory", Pace.QUICK)) {
      stage.release("v2", Map.of("CRASH_AFTER_S", "1", "CRASH_CODE", "137", "NEVER_READY", "true"));
      RolloutStatus end = stage.awaitRolledBack();
      Answers answers = stage.clients.stop();

      assertThat(end.refused().getFirst().reason()).isEqualTo("CanaryOutOfMemory");
      assertThat(end.refused().getFirst().message())
          .startsWith("OOMKilled (out of memory)")
          .contains("container shop of pod");
      answers.assertNoneLostOrRepeated();
      assertThat(answers.all().answeredBy("v2")).isZero();
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }

  private static SharedIndexInformer<Pod> onLostReadiness(Stage stage, Runnable act) {
    return stage
        .lab
        .client()
        .pods()
        .inNamespace(stage.shop.namespace())
        .inform(
            new Change<>(
                (before, now) -> Readiness.isPodReady(before) && !Readiness.isPodReady(now), act));
  }

  private static void print(Answers.Sum all, Instant crash, Instant returned) {
    Figure.seconds("crash to the route write that gives the traffic back", crash, returned);
    Figure.seconds("crash to the last answer of the canary", crash, all.lastAnswerOf("v2"));
    all.lastLoss().ifPresent(last -> Figure.seconds("crash to the last loss", crash, last));
    Figure.say("lost by a crash at 5 %% = %d of %d", all.lost(), all.sent());
    Figure.count("failed by a crash at 5 %", all.failed(), "requests");
  }
}
