package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.testbed.cluster.ApiRequest;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
final class DeletedDeploymentTest {

  private static final Set<String> TOLD = Set.of("events", "rollouts");

  @Test
  void aDeploymentThatIsReplacedAt50PercentFindsItsTrafficRestoredAndIsAttachedAgain() {
    try (Stage stage = Stage.open("replaced", Pace.STAYS_AT_50)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("50%");

      Instant deleted = Instant.now();
      String uid = replace(stage);
      stage.await(
          "is attached to the new one",
          now -> uid.equals(now.workloadUid()) && "Healthy".equals(now.phase()));
      stage.shop.awaitAtRest();
      Instant again = stage.clients.awaitNoLoss();
      Answers answers = stage.clients.stop();

      Answers.Sum gap = answers.between(deleted, again);
      Figure.say(
          "lost while a Deployment is deleted and created again = %d of %d, direct %d of %d",
          gap.lost(), gap.sent(), gap.direct().lost(), gap.direct().sent());
      Figure.seconds("a Deployment deleted and created again to no more losses", deleted, again);
      answers.assertNoneLost(answers.between(Instant.MIN, deleted));
      answers.assertNoneLost(answers.since(again));
      assertThat(stage.books.since(deleted))
          .filteredOn(write -> !TOLD.contains(write.resource()))
          .extracting(ApiRequest::resource)
          .as("traffic first")
          .startsWith("httproutes");
      stage.assertTrafficAsBefore();
      assertThat(stage.shop.deployment().getSpec().getPaused()).isEqualTo(stage.lab.pausedAtRest());
      assertThat(stage.shop.rollout().getMetadata().getFinalizers()).isEmpty();
      stage.awaitPods(Stage.REPLICAS);
    }
  }

  /** With its pods, and another of the same name at once, as a tool does that replaces by force. */
  private static String replace(Stage stage) {
    var client = stage.kim.client();
    client.resource(stage.shop.deployment()).delete();
    Deployment manifest = stage.shop.manifest(Deployment.class);
    manifest.getSpec().getTemplate().getSpec().getContainers().getFirst().setImage("shop:v2");
    return client
        .resource(manifest)
        .inNamespace(stage.shop.namespace())
        .create()
        .getMetadata()
        .getUid();
  }
}
