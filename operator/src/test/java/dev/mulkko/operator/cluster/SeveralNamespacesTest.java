package dev.mulkko.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One operator for some namespaces: a list of one of them says nothing of the others. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class SeveralNamespacesTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final ApiServer server;

  SeveralNamespacesTest(ApiServer server) {
    this.server = server;
  }

  @Test
  void whatWasThereBeforeTheOperatorIsSeenInEachOfThem() {
    List<Shop> shops = List.of(Shop.on(server), Shop.on(server), Shop.on(server));
    shops.forEach(shop -> ClaimedShop.in(shop).createRollout("shop"));
    List<String> namespaces = shops.stream().map(Shop::namespace).toList();
    try (RunningOperator _ = RunningOperator.in(server, namespaces)) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(shops)
                      .extracting(shop -> shop.status("shop").reason())
                      .containsOnly("Healthy"));
    }
  }
}
