package dev.mulkko.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.operator.josdk.Framework;
import dev.mulkko.operator.observe.Caches;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class StandbyTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Shop shop;

  StandbyTest(ApiServer server) {
    shop = Shop.on(server);
  }

  @Test
  void itSeesAllThatTheLeaderSeesAndLeadsWhenItHasTheLease() {
    Rollout rollout = shop.createRollout("shop");
    Lease lease = shop.server().client().resource(leaseOfAnother(shop)).create();
    Framework framework = RunningOperator.prepareWithLease(shop);
    assertThat(framework.leads()).isFalse();
    Caches caches = framework.start();
    try {
      assertThat(caches.allRollouts())
          .extracting(one -> one.getMetadata().getUid())
          .containsExactly(rollout.getMetadata().getUid());
      assertThat(caches.allRecords()).hasValueSatisfying(all -> assertThat(all).isEmpty());
      assertThat(framework.leads()).isFalse();
      shop.server().client().resource(lease).delete();
      await().atMost(SOON).until(framework::leads);
    } finally {
      framework.stop();
    }
    assertThat(framework.leads()).isFalse();
  }

  /** Who holds it does not come back for an hour. */
  static Lease leaseOfAnother(Shop shop) {
    ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace(shop.namespace())
        .withName(Framework.LEASE_NAME)
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity("another")
        .withLeaseDurationSeconds(3600)
        .withAcquireTime(now)
        .withRenewTime(now)
        .withLeaseTransitions(0)
        .endSpec()
        .build();
  }
}
