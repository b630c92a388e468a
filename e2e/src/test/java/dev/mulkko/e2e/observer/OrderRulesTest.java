package dev.mulkko.e2e.observer;

import static dev.mulkko.e2e.observer.Play.CANARY;
import static dev.mulkko.e2e.observer.Play.SHOP;
import static dev.mulkko.e2e.observer.Play.STABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.observer.world.Kind;
import org.junit.jupiter.api.Test;

/** I4 to I6, and the swap rule. */
class OrderRulesTest {

  @Test
  void aStableThatIsScaledBelowItsShareBreaksI4() {
    assertThat(Plots.at50Percent().scale(STABLE, 2).broken()).contains("I4");
  }

  @Test
  void aStableThatIsScaledToZeroBeforeThePromotionBreaksI4() {
    assertThat(Plots.beforeTheSwap().scale(STABLE, 0).broken()).containsExactly("I4");
  }

  @Test
  void aStableThatIsDeletedBreaksI4() {
    assertThat(Plots.at50Percent().delete(Kind.ReplicaSet, "shop-v1").broken()).contains("I4");
  }

  @Test
  void anAbortThatLeavesTheCanarySomeWeightBreaksI5() {
    assertThat(Plots.stoppedAt50Percent().split(10).broken()).containsExactly("I5");
  }

  @Test
  void podsThatGoBeforeTheRouteIsInForceBreakI5() {
    assertThat(Plots.stoppedAt50Percent().split(0).scale(CANARY, 0).broken()).containsExactly("I5");
  }

  @Test
  void podsThatGoWhileSomebodyElsesWriteIsNotYetInForceBreakNothing() {
    Play play = Plots.stoppedAt50Percent().split(0).inForce().neighbour(5);

    assertThat(play.scale(CANARY, 0).broken()).isEmpty();
  }

  @Test
  void somebodyElsesWriteDoesNotHideThatTheRouteWasNotInForce() {
    Play play = Plots.stoppedAt50Percent().split(0).neighbour(5);

    assertThat(play.scale(CANARY, 0).broken()).containsExactly("I5");
  }

  @Test
  void podsThatGoWhileTheServiceStillReachesThemBreakI5() {
    Play play =
        Plots.stoppedAt50Percent().split(0).inForce().readyBoth(SHOP, 6, 3).scale(CANARY, 0);

    assertThat(play.broken()).containsExactly("I5");
  }

  @Test
  void podsThatGoWhileTheServiceIsNotPinnedBreakI5() {
    assertThat(Plots.stoppedAt50Percent().split(0).inForce().unpin().scale(CANARY, 0).broken())
        .contains("I5");
  }

  @Test
  void anOldStableThatGoesBeforeTheRouteIsHomeBreaksI5() {
    Play play = Plots.beforeTheSwap().park(STABLE).adopt(CANARY).home().scale(STABLE, 0);

    assertThat(play.broken()).containsExactly("I5");
  }

  @Test
  void aPinThatGoesBeforeThePodsBreaksI5() {
    Play play = Plots.stoppedAt50Percent().split(0).inForce().scale(CANARY, 0).unpin();

    assertThat(play.broken()).containsExactly("I5");
  }

  @Test
  void aCanaryThatIsScaledUpInItsAbortBreaksI6() {
    assertThat(Plots.stoppedAt50Percent().scale(CANARY, 6).broken()).containsExactly("I6");
  }

  @Test
  void aRevisionThatIsOutAndComesBackBreaksI6() {
    assertThat(Plots.aborted().scale(CANARY, 1).broken()).containsExactly("I6");
  }

  @Test
  void anAbortThatDoesNotEndBreaksI6() {
    assertThat(Plots.stoppedAt50Percent().split(0).inForce().brokenAtEnd()).containsExactly("I6");
  }

  @Test
  void whatIsLeftAtRestBreaksI6() {
    Play play = Plots.aborted().by("kim").pin(STABLE).canary(1);

    assertThat(play.brokenAtEnd()).contains("I6", "I6");
  }

  @Test
  void aSecondOwnedReplicaSetBreaksTheSwapRule() {
    assertThat(Plots.beforeTheSwap().adopt(CANARY).broken()).containsExactly("swap rule");
  }

  @Test
  void aGapInADeploymentThatIsNotPausedBreaksTheSwapRule() {
    assertThat(Plots.beforeTheSwap().resume().park(STABLE).broken()).containsExactly("swap rule");
  }

  @Test
  void aGapWithOwnedHistoryBreaksTheSwapRule() {
    Play play =
        Plots.beforeTheSwap()
            .create(Kind.ReplicaSet, ShopObjects.ownedReplicaSet("v0", 0))
            .park(STABLE);

    assertThat(play.broken()).containsExactly("swap rule");
  }

  @Test
  void aReplicaSetThatIsHalfParkedBreaksTheSwapRule() {
    Play play =
        Plots.at50Percent()
            .edit(
                Kind.ReplicaSet,
                "shop-v2",
                rs -> rs.withObject("/metadata/labels").put("app", SHOP));

    assertThat(play.broken()).containsExactly("swap rule");
  }

  @Test
  void aGapThatIsNeverClosedBreaksTheSwapRule() {
    assertThat(Plots.beforeTheSwap().park(STABLE).broken()).isEmpty();
    assertThat(Plots.beforeTheSwap().park(STABLE).brokenAtEnd()).containsExactly("swap rule");
  }
}
