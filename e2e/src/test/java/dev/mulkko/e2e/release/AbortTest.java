package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutActionSpec;
import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.cluster.ApiRequest;
import dev.mulkko.testbed.cluster.User;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
final class AbortTest {

  private static final int MOST_WRITES = 40;

  @Test
  void anAbortAt50PercentGivesAllTrafficBackWithoutALostRequest() {
    try (Stage stage = Stage.open("abort", Pace.STAYS_AT_50)) {
      Instant released = stage.release("v2", Map.of());
      String canary = Objects.requireNonNull(stage.awaitPauseAt("50%").canary());

      Instant asked = Instant.now();
      Resource<RolloutAction> abort = ask(stage);
      Wait.until(Stage.LIMIT, "the abort is done", () -> done(abort));
      Instant done = Instant.now();
      stage.awaitRolledBack();
      List<ApiRequest> writes = stage.books.since(released);
      Answers answers = stage.clients.stop();

      Figure.count(
          "API writes of an abort at 50 %", writes.size(), Books.byKind(writes).toString());
      Figure.seconds("abort asked for to Done", asked, done);
      Figure.seconds(
          "abort asked for to the last answer of the canary",
          asked,
          answers.all().lastAnswerOf("v2"));
      assertThat(writes).hasSizeLessThanOrEqualTo(MOST_WRITES);
      answers.assertNoneLostOrRepeated();
      assertThat(answers.since(done).answeredBy("v2")).as("answers of v2 after Done").isZero();
      assertThat(stage.shop.status().refused().getFirst().revision()).isEqualTo(canary);
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }

  private static Resource<RolloutAction> ask(Stage stage) {
    RolloutAction action = new RolloutAction();
    action.setMetadata(
        new ObjectMetaBuilder()
            .withGenerateName("abort-")
            .withNamespace(stage.shop.namespace())
            .build());
    action.setSpec(new RolloutActionSpec("shop", "Abort", "the checkout is slow"));
    var client = stage.lab.cluster().client(User.KIM);
    return client.resource(client.resource(action).create());
  }

  private static boolean done(Resource<RolloutAction> abort) {
    RolloutAction now = abort.get();
    return now.getStatus() != null && "Done".equals(now.getStatus().phase());
  }
}
