package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.testbed.cluster.ApiRequest;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("cluster")
final class AbortTest {

  private static final int MOST_WRITES = 40;

  @ParameterizedTest
  @EnumSource
  void anAbortGivesAllTrafficBackWithoutALostRequest(Until moment) {
    try (Stage stage = Stage.open("abort", moment.pace())) {
      Instant released = stage.release("v2", Map.of());
      moment.await(stage);
      Instant asked = Instant.now();
      Resource<RolloutAction> abort = stage.kim.asksForAbort();
      String canary = Objects.requireNonNull(stage.shop.status().canary());
      Kim.awaitDone(abort);
      Instant done = Instant.now();
      stage.awaitRolledBack();
      List<ApiRequest> writes = stage.books.since(released);
      Answers answers = stage.clients.stop();

      Figure.count(
          "API writes of an abort " + moment, writes.size(), Books.byKind(writes).toString());
      Figure.seconds("abort %s asked for to Done".formatted(moment), asked, done);
      Figure.seconds(
          "abort %s asked for to the last answer of the canary".formatted(moment),
          asked,
          answers.all().lastAnswerOf("v2"));
      assertThat(writes.size()).as("writes").isLessThanOrEqualTo(MOST_WRITES);
      answers.assertNoneLostOrRepeated();
      assertThat(answers.all().answeredBy("v2")).as("answers of v2").isPositive();
      assertThat(moment.isPinnedToStable() ? answers.all().direct().answeredBy("v2") : 0)
          .as("answers of v2 to those who dial the Service")
          .isZero();
      assertThat(answers.since(done).answeredBy("v2")).as("answers of v2 after Done").isZero();
      assertThat(stage.shop.status().refused().getFirst().revision()).isEqualTo(canary);
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }

  @Test
  void anAbortAfterTheSwapGivesTheDeploymentItsOldPodsBackWithoutALostRequest() {
    try (Stage stage = Stage.open("late", Pace.STAYS_PROMOTED)) {
      stage.release("v2", Map.of());
      stage.awaitUnstopped(
          "is promoted", now -> now.rollout() != null && now.rollout().promotedAt() != null);
      Kim.awaitDone(stage.kim.asksForAbort());
      Instant done = Instant.now();
      stage.kim.changesPace(Pace.QUICK);
      stage.awaitRolledBack();
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      assertThat(answers.since(done).answeredBy("v2")).as("answers of v2 after Done").isZero();
      assertThat(stage.shop.deployment().getStatus().getReplicas()).isEqualTo(Stage.REPLICAS);
      assertThat(stage.shop.deployment().getStatus().getUpdatedReplicas()).isNull();
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }
}
