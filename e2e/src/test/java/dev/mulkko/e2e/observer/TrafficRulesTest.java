package dev.mulkko.e2e.observer;

import static dev.mulkko.e2e.observer.Play.CANARY;
import static dev.mulkko.e2e.observer.Play.RULE;
import static dev.mulkko.e2e.observer.Play.SHOP;
import static dev.mulkko.e2e.observer.Play.STABLE;
import static dev.mulkko.e2e.observer.ShopObjects.refs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.kube.Names;
import org.junit.jupiter.api.Test;

/** I1 to I3. */
class TrafficRulesTest {

  @Test
  void weightsThatSumTo110BreakI1() {
    assertThat(Plots.at50Percent().weights(refs(60, 50)).broken()).containsExactly("I1");
  }

  @Test
  void aNegativeWeightBreaksI1() {
    assertThat(Plots.at50Percent().weights(refs(110, -10)).broken()).containsExactly("I1");
  }

  @Test
  void aWeightOf0ThatIsLeftOutBreaksI1() {
    ArrayNode refs = refs(100, 0);
    ((ObjectNode) refs.get(1)).remove("weight");

    assertThat(Plots.stoppedAt50Percent().weights(refs).broken()).contains("I1");
  }

  @Test
  void weightForACanaryWithFewerReadyEndpointsThanItNeedsBreaksI2() {
    Play play = Plots.at50Percent().ready("shop-v2", CANARY, 3).split(80);

    assertThat(play.broken()).containsExactly("I2");
  }

  @Test
  void aCanaryThatIsTooSmallMayHaveAllWhileNobodyElseAnswers() {
    assertThat(Plots.at50Percent().ready("shop-v1", STABLE, 0).split(100).broken()).isEmpty();
  }

  @Test
  void whoAnswersAgainCountsAsSoonAsThatCanBeKnown() {
    Play lost = Plots.at50Percent().ready("shop-v1", STABLE, 0);

    assertThat(lost.ready("shop-v1", STABLE, 1).split(100).broken()).containsExactly("I2");
  }

  @Test
  void whoAnswersAgainWhileTheWriteIsOnItsWayIsNoBetterPlace() {
    Play lost = Plots.at50Percent().ready("shop-v1", STABLE, 0).atOnce();

    assertThat(lost.ready("shop-v1", STABLE, 1).split(100).broken()).isEmpty();
  }

  @Test
  void someRequestsForACanaryAloneBreakNothing() {
    assertThat(Plots.at50Percent().matched().inForce().split(50).broken()).isEmpty();
  }

  @Test
  void requestsForACanaryWithoutEndpointsBreakI2() {
    Play play = Plots.at50Percent().split(0).inForce().ready("shop-v2", CANARY, 0);

    assertThat(play.matched().broken()).contains("I2");
  }

  @Test
  void anAbortThatLeavesSomeRequestsToTheCanaryIsSeen() {
    Play play = Plots.at50Percent().matched().inForce().stopped();

    assertThat(play.split(0).broken()).contains("I5");
  }

  @Test
  void aRouteThatGoesHomeToAServiceWithoutEndpointsBreaksI2() {
    assertThat(Plots.at50Percent().ready(SHOP, STABLE, 0).home().broken()).containsExactly("I2");
  }

  @Test
  void scalingACanaryDownWhileItHasWeightBreaksI2() {
    assertThat(Plots.at50Percent().scale(CANARY, 2).broken()).containsExactly("I2");
  }

  @Test
  void deletingARevisionServiceThatHasWeightBreaksI2() {
    assertThat(Plots.at50Percent().delete(Kind.Service, "shop-v2").broken()).containsExactly("I2");
  }

  @Test
  void aRevisionServiceThatSelectsOtherPodsWhileItHasWeightBreaksI2() {
    Play play =
        Plots.at50Percent()
            .edit(
                Kind.Service,
                "shop-v2",
                s -> s.withObject("/spec/selector").put(Names.HASH, STABLE));

    assertThat(play.broken()).containsExactly("I2");
  }

  @Test
  void aPinToARevisionThatIsNotThereBreaksI3() {
    assertThat(Plots.at50Percent().pin("gone").broken()).contains("I3");
  }

  @Test
  void aServiceThatSelectsNothingBreaksI3() {
    Play play =
        Plots.at50Percent()
            .edit(Kind.Service, SHOP, s -> s.withObject("/spec").putObject("selector"));

    assertThat(play.broken()).contains("I3");
  }

  @Test
  void aPinThatLeavesAllReadyEndpointsBreaksI3() {
    assertThat(Plots.at50Percent().pin(CANARY).broken()).containsExactly("I3");
  }

  @Test
  void whatStaysBrokenIsToldOnce() {
    Play play =
        Plots.at50Percent()
            .weights(refs(60, 50))
            .scaled(CANARY, 3)
            .route(r -> r.withObject(RULE).put("name", "main"));

    assertThat(play.broken()).filteredOn("I1"::equals).hasSize(1);
  }
}
