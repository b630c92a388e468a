package dev.mulkko.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.operator.cluster.ApiServer;
import dev.mulkko.operator.cluster.Shop;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class HandOverTest {

  private final KubernetesClient client;
  private final Lease lease;
  private final String namespace;

  HandOverTest(ApiServer server) {
    client = server.client();
    namespace = Shop.on(server).namespace();
    lease =
        client
            .resource(
                new LeaseBuilder()
                    .withNewMetadata()
                    .withNamespace(namespace)
                    .withName("mulkko")
                    .endMetadata()
                    .withNewSpec()
                    .withHolderIdentity("one")
                    .endSpec()
                    .build())
            .create();
  }

  @Test
  void ourOwnLeaseIsGivenBack() {
    handOver("one").run();
    assertThat(client.resource(lease).require().getSpec().getHolderIdentity()).isNullOrEmpty();
  }

  @Test
  void theLeaseOfAnotherStays() {
    handOver("other").run();
    assertThat(client.resource(lease).require()).isEqualTo(lease);
  }

  private HandOver handOver(String instance) {
    return new HandOver(new ClusterWriter(client), namespace, "mulkko", instance);
  }
}
