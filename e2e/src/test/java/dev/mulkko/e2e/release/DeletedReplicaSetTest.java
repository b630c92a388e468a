package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.observer.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody deletes a ReplicaSet by hand, and with it at once all pods of a revision. */
@Tag("cluster")
final class DeletedReplicaSetTest {

  @Test
  void aCanaryThatIsDeletedAt50PercentCostsItsShareForAMomentAndIsRolledBack() {
    try (Stage stage = Stage.open("no-canary", Pace.STAYS_AT_50)) {
      Instant released = stage.release("v2", Map.of());
      String canary = Objects.requireNonNull(stage.awaitPauseAt("50%").canary());

      Instant deleted = Instant.now();
      stage.kim.deletesReplicaSet(canary);
      stage.awaitNoPodOf("v2");
      Instant again = stage.clients.awaitNoLoss();
      RolloutStatus end = stage.awaitRolledBack();
      Answers answers = stage.clients.stop();

      List<Instant> routes = stage.books.patches("httproutes", released);
      Answers.Sum all = answers.all();
      Figure.say("lost by a deleted canary at 50 %% = %d of %d", all.lost(), all.sent());
      Figure.seconds("a canary deleted to the route write that follows", deleted, routes.get(3));
      all.lastLoss()
          .ifPresent(last -> Figure.seconds("a canary deleted to the last loss", deleted, last));
      answers.assertNoneLost(answers.between(Instant.MIN, deleted));
      assertThat(all.direct().lost()).as("those who are pinned to stable").isZero();
      answers.assertNoneLost(answers.since(again));
      assertThat(end.refused().getFirst().revision()).isEqualTo(canary);
      assertThat(end.refused().getFirst().reason()).isEqualTo("CanaryLost");
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
      assertBrokenByTheDeletionAlone(stage);
    }
  }

  /**
   * Whoever deletes what carries traffic breaks the rules at that revision, and at no later one.
   */
  private static void assertBrokenByTheDeletionAlone(Stage stage) {
    List<Violation> violations = stage.observer.expectedViolations();
    assertThat(violations.stream().map(Violation::revision).distinct())
        .as(violations.toString())
        .hasSize(1);
  }

  @Test
  void aStableThatIsDeletedAt50PercentCostsItsShareForAMomentAndTheCanaryCarriesAll() {
    try (Stage stage = Stage.open("no-stable", Pace.STAYS_AT_50)) {
      stage.release("v2", Map.of());
      String stable = Objects.requireNonNull(stage.awaitPauseAt("50%").stable());

      Instant deleted = Instant.now();
      stage.kim.deletesReplicaSet(stable);
      stage.awaitNoPodOf("v1");
      Instant again = stage.clients.awaitNoLoss();
      Answers answers = stage.clients.stop();

      Answers.Sum gap = answers.between(deleted, again);
      Figure.say(
          "lost by a deleted stable at 50 %% = %d of %d, direct %d of %d",
          gap.lost(), gap.sent(), gap.direct().lost(), gap.direct().sent());
      gap.lastLoss()
          .ifPresent(last -> Figure.seconds("a stable deleted to the last loss", deleted, last));
      answers.assertNoneLost(answers.between(Instant.MIN, deleted));
      answers.assertNoneLost(answers.since(again));
      assertThat(answers.since(again).answered()).containsOnlyKeys("v2");
      assertBrokenByTheDeletionAlone(stage);
    }
  }
}
