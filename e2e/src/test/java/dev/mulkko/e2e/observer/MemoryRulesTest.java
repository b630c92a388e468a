package dev.mulkko.e2e.observer;

import static dev.mulkko.e2e.observer.Play.CANARY;
import static dev.mulkko.e2e.observer.Play.SHOP;
import static dev.mulkko.e2e.observer.Play.STABLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.kube.Json;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered and told: I7, I11, I15, I18, I22, I25, and records. */
class MemoryRulesTest {

  @Test
  void aStableThatTheDeploymentDoesNotOwnBreaksI7() {
    assertThat(Plots.aborted().rests(CANARY).broken()).containsExactly("I7");
  }

  @Test
  void aStableThatHasHalfOfTheTrafficBreaksI7() {
    Play half = Plots.beforeTheSwap().park(STABLE).adopt(CANARY).split(50).inForce();

    assertThat(half.rests(CANARY).broken()).contains("I7");
  }

  @Test
  void aStableBesideAPinToAnotherBreaksI7() {
    Play pinned = Plots.beforeTheSwap().park(STABLE).adopt(CANARY).home().inForce().pin(STABLE);

    assertThat(pinned.rests(CANARY).broken()).contains("I7");
  }

  @Test
  void aStepThatIsLeftInAPauseBreaksI11() {
    Play paused = paused(50);

    assertThat(paused.edit(Kind.Rollout, SHOP, step(2)).broken()).containsExactly("I11");
    assertThat(told(paused(50), "StepsEdited", step(2)).broken()).isEmpty();
  }

  @Test
  void moreWeightInAPauseBreaksI11() {
    assertThat(roomy(paused(50)).split(60).broken()).containsExactly("I11");
    assertThat(roomy(paused(60)).split(60).broken()).isEmpty();
    assertThat(roomy(paused(50)).by("kim").split(60).broken()).isEmpty();
  }

  @Test
  void whoeverAnswersGetsAllInAPauseTooWhenStableIsLost() {
    assertThat(roomy(paused(50)).ready("shop-v1", STABLE, 0).split(100).broken()).isEmpty();
  }

  private static Play roomy(Play play) {
    return play.scale(CANARY, 6).scaled(CANARY, 6).ready("shop-v2", CANARY, 6);
  }

  @Test
  void anEarlierStepBreaksI15() {
    Play second = Plots.at50Percent().edit(Kind.Rollout, SHOP, step(2));

    assertThat(second.edit(Kind.Rollout, SHOP, step(1)).broken()).containsExactly("I15");
  }

  @Test
  void anEarlierStepOfOtherStepsOrOfAnotherAttemptBreaksNothing() {
    Play second = Plots.at50Percent().edit(Kind.Rollout, SHOP, step(2));
    assertThat(told(second, "StepsEdited", step(1)).broken()).isEmpty();

    Play again = Plots.at50Percent().edit(Kind.Rollout, SHOP, step(2));
    assertThat(
            again.edit(Kind.Rollout, SHOP, step(0).andThen(rollout("startedAt", "later"))).broken())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abort", "promotedAt"})
  void whatIsTakenBackBreaksI15(String field) {
    Play play = Plots.at50Percent();
    play.edit(Kind.Rollout, SHOP, r -> r.withObject("/status/rollout").putObject(field));

    play.edit(Kind.Rollout, SHOP, r -> r.withObject("/status/rollout").remove(field));

    assertThat(play.broken()).contains("I15");
  }

  @Test
  void fewerAttemptsThanBeforeBreakI15() {
    Play play = Plots.at50Percent().edit(Kind.Rollout, SHOP, attempts(7));

    assertThat(play.edit(Kind.Rollout, SHOP, attempts(6)).broken()).containsExactly("I15");
  }

  @Test
  void twoRolloutsOfOneDeploymentBreakI18() {
    ObjectNode second = ShopObjects.rollout();
    second.withObject("/metadata").put("name", "second").put("uid", "r2");
    Play play = Plots.at50Percent().create(Kind.Rollout, second);
    assertThat(play.broken()).isEmpty();

    play.edit(
        Kind.Rollout,
        "second",
        r -> r.withObject("/status").put("canary", CANARY).putObject("rollout"));

    assertThat(play.broken()).containsExactly("I18");
  }

  @Test
  void aStatusOf8KiBBreaksI22() {
    assertThat(message(8_000).broken()).isEmpty();
    assertThat(message(8_192).broken()).containsExactly("I22");
  }

  private static Play message(int length) {
    return Plots.at50Percent()
        .edit(Kind.Rollout, SHOP, r -> r.withObject("/status").put("message", "x".repeat(length)));
  }

  @Test
  void aWeightThatNoRouteCarriesBreaksI25() {
    assertThat(Plots.at50Percent().edit(Kind.Rollout, SHOP, weight("60%")).broken())
        .containsExactly("I25");
  }

  @Test
  void theWeightBeforeTheLastOneMayBeTold() {
    assertThat(Plots.at50Percent().edit(Kind.Rollout, SHOP, weight("50%")).broken()).isEmpty();
    assertThat(Plots.at50Percent().edit(Kind.Rollout, SHOP, weight("5%")).broken()).isEmpty();
    Play later = Plots.at50Percent().split(40).inForce();
    assertThat(later.edit(Kind.Rollout, SHOP, weight("5%")).broken()).containsExactly("I25");
  }

  @Test
  void aWeightThatIsNotInForceBreaksI25OnlyAsLongAsNobodyWroteIt() {
    assertThat(Plots.at50Percent().split(60).edit(Kind.Rollout, SHOP, weight("60%")).broken())
        .doesNotContain("I25");
  }

  @Test
  void aRouteThatIsHomeCarriesAllAfterThePromotionAlone() {
    Play home = Plots.beforeTheSwap().home().inForce();
    assertThat(home.edit(Kind.Rollout, SHOP, weight("100%")).broken()).doesNotContain("I25");
    Play later = Plots.beforeTheSwap().home().inForce().home().inForce();
    assertThat(later.edit(Kind.Rollout, SHOP, weight("100%")).broken()).contains("I25");
    Play promoted = Plots.beforeTheSwap().home().inForce().home().inForce();
    promoted.edit(Kind.Rollout, SHOP, rollout("promotedAt", "now"));
    assertThat(promoted.edit(Kind.Rollout, SHOP, weight("100%")).broken()).doesNotContain("I25");
  }

  @Test
  void aSecondOpenRecordIsSeen() {
    Play play = Plots.at50Percent().create(Kind.DeploymentRecord, record(1));
    assertThat(play.broken()).isEmpty();

    assertThat(play.create(Kind.DeploymentRecord, record(2)).broken()).containsExactly("records");
  }

  @Test
  void aRecordThatIsNeverClosedIsSeenAtTheEnd() {
    Play left = Plots.aborted().create(Kind.DeploymentRecord, record(1));
    assertThat(left.brokenAtEnd()).containsExactly("records");

    left.edit(
        Kind.DeploymentRecord, "shop-1", r -> r.withObject("/status").put("outcome", "Aborted"));

    assertThat(left.brokenAtEnd()).isEmpty();
  }

  private static ObjectNode record(int attempt) {
    return (ObjectNode)
        Json.parse(
            """
            {"metadata": {"name": "shop-%1$d"}, "spec": {"rolloutUid": "r1", "attempt": %1$d}}
            """
                .formatted(attempt));
  }

  private static Play paused(int weight) {
    return Plots.at50Percent()
        .edit(
            Kind.Rollout,
            SHOP,
            step(1)
                .andThen(
                    r ->
                        r.withObject("/status/rollout").putObject("paused").put("weight", weight)));
  }

  private static Play told(Play play, String reason, Consumer<ObjectNode> change) {
    return play.edit(
        Kind.Rollout, SHOP, change.andThen(r -> r.withObject("/status").put("reason", reason)));
  }

  private static Consumer<ObjectNode> step(int index) {
    return r -> r.withObject("/status/rollout").put("stepIndex", index);
  }

  private static Consumer<ObjectNode> attempts(int number) {
    return r -> r.withObject("/status").put("attempts", number);
  }

  private static Consumer<ObjectNode> weight(String told) {
    return r -> r.withObject("/status").put("weight", told);
  }

  private static Consumer<ObjectNode> rollout(String field, String value) {
    return r -> r.withObject("/status/rollout").put(field, value);
  }
}
