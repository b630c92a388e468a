package dev.mulkko.kube.write;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a plan says, some things are not written. */
class RequestRefusalTest {

  @Test
  void anOwnedReplicaSetIsNeverScaled() {
    assertRefused(
        new Action.Scale("old", 3), "shop-old is not parked", Shop.replicaSet("old", true));
  }

  @Test
  void aReplicaSetThatAnotherDeploymentTookIsNeverScaled() {
    String taken =
        Shop.replicaSet("old", false)
            .replace("controller: false}", "controller: false}, {uid: d2, controller: true}");
    assertRefused(new Action.Scale("old", 0), "shop-old is not parked", taken);
  }

  @Test
  void whatAnotherRolloutParkedIsNeverScaled() {
    String anothers = Shop.replicaSet("old", false).replace("rollout: shop", "rollout: blog");
    assertRefused(new Action.Scale("old", 0), "is not parked by Rollout shop", anothers);
  }

  static Stream<Action> actionsOnNothing() {
    return Stream.of(
        new Action.Pause(),
        new Action.Resume(),
        new Action.Unmark(),
        new Action.Pin("old"),
        new Action.CreateReplicaSet("new", 1),
        new Action.Scale("old", 1),
        new Action.Park("old"),
        new Action.Adopt("new"),
        new Action.CreateBackend("old"),
        new Action.DeleteBackend("old"),
        new Action.SplitRoute("HTTPRoute shop", "old", "new", 5, null),
        new Action.RestoreRoute("HTTPRoute shop"),
        new Action.Answer("abort", true, "done"));
  }

  @ParameterizedTest
  @MethodSource("actionsOnNothing")
  void whatWasNotReadIsNotWritten(Action action) {
    assertRefused(action, "was ");
  }

  private static void assertRefused(Action action, String why, String... objects) {
    String[] read =
        Stream.concat(Stream.of(Shop.ROLLOUT), Stream.of(objects)).toArray(String[]::new);
    assertThatThrownBy(() -> Requests.of(action, Snapshots.of(read), Instant.EPOCH))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(why);
  }
}
