package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Copies of requests to a new version, of whose answers nobody sees any.
 *
 * <p>Contour's Envoy learns of a Service when a route names it first, and has no endpoints of it
 * for a moment: some requests are lost when a route leaves its own form, and when it goes back to
 * it, with copies or without. So losses are counted in between, where copies begin and end.
 */
@Tag("cluster")
final class MirrorTest {

  private static final long SOME = 1000;

  /** Its place in the steps. */
  private static final int PAUSE = 3;

  @Test
  void theNewVersionGetsACopyOfEachRequestAndNobodyItsAnswersUntilAnAbortEndsIt() {
    try (Stage stage = Stage.openBehindContour("mirror", Manner.mirrored(100))) {
      Instant split = awaitCopies(stage);
      assertCopied(stage);
      Kim.awaitDone(stage.kim.asksForAbort());
      long copied = stage.clients.handledBy("v2");
      Instant done = Instant.now();
      stage.awaitRolledBack();
      Answers answers = stage.clients.stop();

      assertThat(stage.clients.handledBy("v2")).as("copies after the abort").isEqualTo(copied);
      assertThat(answers.since(done).sent()).isPositive();
      assertThat(answers.all().answered()).containsOnlyKeys("v1");
      assertThat(answers.handled()).containsEntry("v1", answers.all().answeredBy("v1"));
      assertNoneLost(answers, split, done);
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }

  @Test
  void theFirstWeightEndsTheCopiesAndTheReleaseGoesOn() {
    try (Stage stage = Stage.openBehindContour("copies", Manner.mirrored(100))) {
      Instant split = awaitCopies(stage);
      assertCopied(stage);
      stage.shop.asks("Resume", null);
      stage.awaitPauseAt("20%");
      Instant weighted = Instant.now();
      long copies = stage.clients.handledBy("v2") - stage.clients.answeredBy("v2");
      stage.awaitPromoted("v2");
      Answers answers = stage.clients.stop();

      long after = stage.clients.handledBy("v2") - answers.all().answeredBy("v2");
      // What is on its way is handled, and its answer not yet read.
      assertThat(after).as("copies after the first weight").isLessThanOrEqualTo(copies);
      assertNoneLost(answers, split, weighted);
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v1");
    }
  }

  /** Releases, and returns when the copies are in force; says since when the route is split. */
  private static Instant awaitCopies(Stage stage) {
    stage.release("v2", Map.of());
    stage.awaitPauseAt("0%");
    Instant split = Instant.now();
    stage.awaitUnstopped(
        "the pause with copies",
        status ->
            status.rollout() != null
                && status.rollout().stepIndex() == PAUSE
                && status.rollout().stepStartedAt() != null);
    return split;
  }

  private static void assertNoneLost(Answers answers, Instant from, Instant until) {
    Answers.Sum all = answers.all();
    Figure.say(
        "lost while the route left its form or went back = %d of %d", all.lost(), all.sent());
    answers.assertNoneLost(answers.between(from, until));
    assertThat(all.direct().lost()).as("lost by those who dial the Service").isZero();
  }

  /** By the app's own count: some requests are on their way at either end. */
  private static void assertCopied(Stage stage) {
    long sentBefore = stage.clients.sentThroughGateway();
    long copiedBefore = stage.clients.handledBy("v2");
    Wait.until(
        Stage.LIMIT,
        SOME + " requests",
        () -> stage.clients.sentThroughGateway() - sentBefore >= SOME);
    long copied = stage.clients.handledBy("v2") - copiedBefore;
    long sent = stage.clients.sentThroughGateway() - sentBefore;
    Figure.say("copies of 1.00 of the requests = %d of %d", copied, sent);
    assertThat((double) copied / sent).as("share of copies").isCloseTo(1, within(0.05));
    assertThat(stage.clients.answeredBy("v2")).as("answers of v2 to clients").isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRAEFIK | 100 | GatewayClass traefik of HTTPRoute shop does not send copies of requests",
        "CONTOUR | 20 | setMirror.percent in spec.strategy.canary.steps is 20, but GatewayClass contour"
      })
  void whatAGatewayDoesNotPromiseIsRefused(Shop.Door door, int percent, String sentence) {
    Lab lab = SharedLab.lab();
    Shop shop = new Shop(lab, lab.cluster().newNamespace("refused"), "canary-httproute", door);
    try (OperatorProcess operator = OperatorProcess.in(shop.namespace(), lab, Map.of())) {
      shop.open(deployment -> deployment);
      operator.awaitReady();
      shop.create(Manner.mirrored(percent));
      shop.await(
          Stage.LIMIT,
          "is refused: " + sentence,
          status ->
              "Stalled".equals(status.phase())
                  && String.valueOf(status.message()).startsWith(sentence));
    } finally {
      lab.client().namespaces().withName(shop.namespace()).delete();
    }
  }
}
