package dev.mulkko.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.api.v1beta1.RolloutStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who comes late, by whatever name, disturbs nobody. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class TwoRolloutsTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Shop shop;

  TwoRolloutsTest(ApiServer server) {
    shop = Shop.on(server);
  }

  @Test
  void aSecondOneIsRefusedWhileTheFirstGoesOn() {
    ClaimedShop claimed = ClaimedShop.in(shop);
    try (RunningOperator _ = RunningOperator.in(shop, _ -> {})) {
      claimed.createRollout("zoo");
      awaitReason("zoo", "Healthy");
      claimed.release("app:2");
      awaitReason("zoo", "AwaitingEndpoints");
      Map<String, String> before = shop.objects();
      RolloutStatus first = shop.status("zoo");

      claimed.createRollout("a");
      awaitReason("a", "CannotAttach");

      assertThat(shop.status("a").message())
          .contains("spec.workloadRef.name is shop, which Rollout zoo has already")
          .contains("spec.traffic.service is shop, which Rollout zoo has already");
      assertThat(shop.rollout("a").getMetadata().getFinalizers()).isEmpty();
      assertThat(shop.objects()).isEqualTo(before);
      assertThat(shop.status("zoo")).isEqualTo(first);
    }
  }

  @Test
  void aRequestMayBeThereBeforeItsRollout() {
    ClaimedShop claimed = ClaimedShop.in(shop);
    try (RunningOperator _ = RunningOperator.in(shop, _ -> {})) {
      shop.createAction("abort");
      claimed.createRollout("shop");
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(shop.action("abort").getStatus())
                      .isNotNull()
                      .satisfies(status -> assertThat(status.phase()).isEqualTo("Rejected")));
    }
  }

  private void awaitReason(String rollout, String reason) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(shop.status(rollout).reason()).isEqualTo(reason));
  }
}
