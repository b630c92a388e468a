package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Status as a real API server keeps it. */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class StatusTest {
  private final KubernetesClient client;
  private final Rollout created;

  StatusTest(KubernetesClient client) {
    this.client = client;
    this.created =
        client.resource(Shop.rollout(Namespaces.create(client), "shop", "shop")).create();
  }

  @Test
  void everyFieldIsKeptAsItWasWritten() {
    created.setStatus(Samples.STATUS);
    client.resource(created).updateStatus();
    assertThat(client.resource(created).get().getStatus()).isEqualTo(Samples.STATUS);
  }

  @Test
  void aStatusWriteLeavesTheSpecAlone() {
    created.setStatus(Samples.STATUS);
    Rollout answer = client.resource(created).updateStatus();
    assertThat(answer.getSpec()).isEqualTo(created.getSpec());
    assertThat(answer.getMetadata().getGeneration()).isEqualTo(1);
  }

  @Test
  void aSpecWriteLeavesTheStatusAlone() {
    created.setStatus(Samples.STATUS);
    RolloutStatus answer = client.resource(created).update().getStatus();
    assertThat(answer.observedGeneration()).isEqualTo(-1);
  }

  @Test
  void aTraceThatIsTooLongIsRefused() {
    String patch = "{\"status\": {\"trace\": \"%s\"}}".formatted("x".repeat(1025));
    assertThatThrownBy(
            () ->
                client
                    .resource(created)
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), patch))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("status.trace: Too long: may not be more than 1024");
  }
}
