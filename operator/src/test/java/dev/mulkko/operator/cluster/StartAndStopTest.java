package dev.mulkko.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class StopTest {

  private final Shop shop;

  StopTest(ApiServer server) {
    shop = Shop.on(server);
  }

  @Test
  void aPassThatIsUnderWayIsFinishedBeforeTheEnd() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    CompletableFuture<Void> mayGoOn = new CompletableFuture<>();
    RunningOperator operator =
        RunningOperator.in(
            shop,
            _ -> {
              underWay.countDown();
              mayGoOn.join();
            });
    shop.createRollout("shop");
    assertThat(underWay.await(10, TimeUnit.SECONDS)).isTrue();
    // Not in the common pool: the client needs that for its answers.
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(operator::close, Thread::startVirtualThread);
    mayGoOn.completeOnTimeout(null, 500, TimeUnit.MILLISECONDS);
    CompletableFuture<Boolean> waited = mayGoOn.thenApply(_ -> !stopped.isDone());
    stopped.get(10, TimeUnit.SECONDS);
    assertThat(waited.join()).as("the end waited for the pass").isTrue();
    assertThat(shop.status("shop").reason()).isEqualTo("WorkloadMissing");
  }

  @Test
  void afterTheEndItIsNotReady() {
    RunningOperator operator = RunningOperator.in(shop, _ -> {});
    assertThat(operator.framework().ready()).isTrue();
    operator.close();
    assertThat(operator.framework().ready()).isFalse();
  }

  /** It does not take its own end for the loss of its lease, which would end this JVM. */
  @Test
  void aLeaderThatIsStoppedJustStops() {
    try (RunningOperator _ = RunningOperator.electedIn(shop)) {
      shop.createRollout("shop");
      await().until(() -> shop.status("shop").reason() != null);
      assertThat(lease().getSpec().getHolderIdentity()).isEqualTo("test");
    }
  }

  private Lease lease() {
    return shop.server()
        .client()
        .leases()
        .inNamespace(shop.namespace())
        .withName("mulkko")
        .require();
  }
}
