package dev.mulkko.e2e.observer;

import static dev.mulkko.e2e.observer.Play.CANARY;
import static dev.mulkko.e2e.observer.Play.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.observer.world.Kind;
import org.junit.jupiter.api.Test;

/** What is right is not complained of. */
class GoodStoriesTest {

  @Test
  void aPromotionBreaksNoRule() {
    assertRight(Plots.promoted());
  }

  @Test
  void anAbortBreaksNoRule() {
    assertRight(Plots.aborted());
  }

  @Test
  void aDeletionBreaksNoRule() {
    assertRight(Plots.deleted());
  }

  /** Nobody can prevent it, and the weight is given back by the next write of the route. */
  @Test
  void aCanaryThatCrashesWhileItHasWeightBreaksNoRule() {
    assertRight(
        Plots.at50Percent()
            .ready("shop-v2", CANARY, 0)
            .stopped()
            .split(0)
            .inForce()
            .scale(CANARY, 0)
            .scaled(CANARY, 0)
            .home()
            .inForce()
            .unpin()
            .delete(Kind.Service, "shop-v1")
            .delete(Kind.Service, "shop-v2")
            .rests("v1"));
  }

  /** The Deployment controller acts on what it knew, and notes it. */
  @Test
  void aUserWhoScalesDownAndUpAgainBreaksNoRule() {
    assertRight(
        Plots.at50Percent()
            .by("kim")
            .edit(Kind.Deployment, SHOP, d -> d.withObject("/spec").put("replicas", 2))
            .edit(Kind.Deployment, SHOP, d -> d.withObject("/spec").put("replicas", 6))
            .edit(
                Kind.ReplicaSet,
                "shop-v1",
                rs -> {
                  rs.withObject("/metadata/annotations")
                      .put("deployment.kubernetes.io/desired-replicas", "2");
                  rs.withObject("/spec").put("replicas", 2);
                }));
  }

  private static void assertRight(Play play) {
    assertThat(play.brokenAtEnd()).as(play.story()).isEmpty();
  }
}
