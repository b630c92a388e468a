package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Wait;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shop behind an Ingress, of which Traefik reads the annotations of ingress-nginx. */
@Tag("cluster")
final class IngressTest {

  private static final Duration PAUSE = Duration.ofSeconds(8);

  /** With a new leader; long before a Rollout is looked at that nothing has happened to. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final Pace STEADY = new Pace(PAUSE, PAUSE);

  @Test
  void aReleaseIsPromotedTheNextAbortedAndTheFirstUndoneWithoutALostRequest() {
    try (Stage stage = Stage.openBehindAnIngress(STEADY)) {
      stage.release("v2", Map.of());
      Instant at5 = begun(stage.awaitPauseAt("5%"));
      Instant at50 = begun(stage.awaitPauseAt("50%"));
      stage.awaitPromoted("v2");
      assertThat(ingresses(stage)).containsExactly("shop");

      stage.kim.changesPace(Pace.STAYS_AT_50);
      stage.release("v3", Map.of());
      stage.awaitPauseAt("50%");
      stage.killOperator();
      stage.startOperator();
      deletesWhatIsBeside(stage);
      stage.awaitPauseAt("50%");
      Instant asked = Instant.now();
      Resource<RolloutAction> abort = stage.kim.asksForAbort();
      Kim.awaitDone(abort);
      Instant done = Instant.now();
      stage.awaitRolledBack();
      assertThat(ingresses(stage)).containsExactly("shop");

      stage.shop.asks("Undo", "v2 is no better");
      stage.await("runs v1", _ -> stage.shop.runs("v1"));
      Answers answers = stage.clients.stop();

      Figure.say("lost behind an Ingress = %d of %d", answers.all().lost(), answers.all().sent());
      Figure.seconds(
          "abort behind an Ingress asked for to the last answer of the canary",
          asked,
          answers.all().lastAnswerOf("v3"));
      answers.assertNoneLostOrRepeated();
      assertShare(answers, at5, 0.05);
      assertShare(answers, at50, 0.5);
      assertThat(answers.all().answeredBy("v3")).as("answers of v3").isPositive();
      assertThat(answers.since(done).answeredBy("v3")).as("answers of v3 after Done").isZero();
      assertThat(ingresses(stage)).containsExactly("shop");
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v2");
    }
  }

  private static Instant begun(RolloutStatus status) {
    return Objects.requireNonNull(Objects.requireNonNull(status.rollout()).stepStartedAt());
  }

  /** From when the weight is said to be in force until its pause may end. */
  private static void assertShare(Answers answers, Instant begun, double weight) {
    Answers.Sum sum = answers.between(begun, begun.plus(PAUSE));
    long newer = sum.kept().answeredBy("v2") + sum.fresh().answeredBy("v2");
    double share = (double) newer / sum.sent();
    Figure.say("share behind an Ingress at %.2f = %.4f of %d", weight, share, sum.sent());
    assertThat(share).isCloseTo(weight, within(4 * Math.sqrt(weight * (1 - weight) / sum.sent())));
  }

  /** What somebody takes away in the middle is put back, and its weight with it. */
  private static void deletesWhatIsBeside(Stage stage) {
    Ingress gone =
        all(stage).list().getItems().stream()
            .filter(ingress -> !ingress.getMetadata().getName().equals("shop"))
            .findFirst()
            .orElseThrow();
    all(stage).withName(gone.getMetadata().getName()).delete();
    Wait.until(
        SOON,
        "the canary is beside the Ingress again",
        () ->
            all(stage).list().getItems().stream()
                .anyMatch(
                    now ->
                        now.getMetadata().getName().equals(gone.getMetadata().getName())
                            && !now.getMetadata().getUid().equals(gone.getMetadata().getUid())
                            && now.getMetadata()
                                .getAnnotations()
                                .equals(gone.getMetadata().getAnnotations())));
  }

  private static List<String> ingresses(Stage stage) {
    return all(stage).list().getItems().stream()
        .map(ingress -> ingress.getMetadata().getName())
        .toList();
  }

  private static NonNamespaceOperation<Ingress, IngressList, Resource<Ingress>> all(Stage stage) {
    return stage.lab.client().network().v1().ingresses().inNamespace(stage.shop.namespace());
  }
}
