package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.e2e.Policies;
import dev.mulkko.e2e.SharedLab;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Somebody unpauses the Deployment while half of the traffic is on trial. */
@Tag("cluster")
@Isolated
final class UnpausedTest {

  /** Long enough at 50 % for all that happens there. */
  private static final Pace PACE = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(15));

  /** What the data plane gets everywhere. */
  private static final Duration SETTLE = Duration.ofSeconds(3);

  @AfterEach
  void policiesAsChosen() {
    SharedLab.lab().use(Policies.chosen());
  }

  @Test
  void withPoliciesItIsRefusedWithAWayOut() {
    SharedLab.lab().use(Policies.SERVED);
    try (Stage stage = Stage.open("unpause-refused", PACE)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("50%");

      assertThatThrownBy(stage.shop::unpause)
          .hasMessageContaining(
              "Deployment shop is held by Rollout shop, and only the operator may unpause it: stop"
                  + " the rollout with `kubectl mulkko abort shop -n %s`",
              stage.shop.namespace());
      assertThat(stage.shop.deployment().getSpec().getPaused()).isTrue();

      stage.awaitPromoted("v2");
      Answers answers = stage.clients.stop();
      figureOfLost("with policies", answers);
      answers.assertNoneLostOrRepeated();
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
    }
  }

  @Test
  void withoutPoliciesTheOperatorPausesItAgain() {
    SharedLab.lab().use(Policies.NONE);
    try (Stage stage = Stage.open("unpause-repaired", PACE)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("50%");

      Instant unpaused = Instant.now();
      stage.shop.unpause();
      stage.awaitUnstopped(
          "is paused again",
          _ -> Boolean.TRUE.equals(stage.shop.deployment().getSpec().getPaused()));
      Figure.seconds(
          "unpaused by a person to paused again, without policies",
          unpaused,
          stage.books.patches("deployments", unpaused).getFirst());

      stage.awaitUnstopped(
          "stable has all its pods again",
          _ ->
              Integer.valueOf(Stage.REPLICAS)
                  .equals(stage.shop.deployment().getStatus().getReadyReplicas()));
      Instant whole = Instant.now().plus(SETTLE);

      stage.awaitPromoted("v2");
      Answers answers = stage.clients.stop();
      figureOfLost("without policies", answers);
      Figure.count(
          "pods of v1 that were replaced, without policies",
          stage.pods.disturbed("shop:v1", Stage.REPLICAS),
          "pods");
      Figure.count(
          "pods of v2 that nobody asked for, without policies",
          stage.pods.disturbed("shop:v2", Stage.REPLICAS),
          "pods");
      Figure.count(
          "rules broken until it was paused again, without policies",
          stage.observer.expectedViolations().size(),
          "of the observer's");
      // Until the operator has seen it, the Deployment may take every pod of stable.
      assertThat(answers.since(whole).lost()).as(answers.since(whole).losses()).isZero();
      stage.assertObjectsAsBefore("v2");
    }
  }

  private static void figureOfLost(String how, Answers answers) {
    Figure.say(
        "lost when a person unpauses at 50 %%, %s = %d of %d",
        how, answers.all().lost(), answers.all().sent());
  }
}
