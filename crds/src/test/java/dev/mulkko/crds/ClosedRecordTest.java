package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a record says stays as it is by the CRD alone: as the operator writes, no policy refuses.
 */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class ClosedRecordTest {
  private final KubernetesClient client;
  private final Told told;

  ClosedRecordTest(KubernetesClient client) {
    this.client = client;
    this.told = Told.create(client, Namespaces.create(client), "shop-1");
  }

  @Test
  void anOpenOneIsAddedToAndClosed() {
    told.status(client, "{\"status\": {\"message\": \"so far\"}}");
    assertThat(told.status(client, Told.CLOSING).getStatus().outcome()).isEqualTo("Promoted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\": {\"outcome\": \"RolledBack\"}}",
        "{\"status\": {\"outcome\": null}}",
        "{\"status\": {\"message\": \"it was bad\"}}",
        "{\"status\": {\"approvers\": [{\"step\": \"1/3\", \"action\": \"a\", \"at\": \"2026-11-24T08:30:00Z\"}]}}",
      })
  void aClosedOneIsNotChanged(String patch) {
    told.status(client, Told.CLOSING);
    assertThatThrownBy(() -> told.status(client, patch))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("is closed: it cannot be changed any more");
  }

  @Test
  void aClosedOneDoesNotLoseAllThatItSays() {
    told.status(client, Told.CLOSING);
    assertThatThrownBy(() -> told.status(client, "{\"status\": null}"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("is closed: it cannot lose its status any more");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"spec\": {\"changedBy\": {\"name\": \"lee\"}}}",
        "{\"spec\": {\"changedBy\": {\"trust\": \"Claimed\"}}}",
        "{\"spec\": {\"to\": {\"ticket\": \"PAY-1\"}}}",
        "{\"spec\": {\"changedBy\": null}}",
      })
  void whatWasKnownAtTheBeginningIsNotChanged(String patch) {
    assertThatThrownBy(
            () -> client.resource(told.record()).patch(Operator.patch(PatchType.JSON_MERGE), patch))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("it says what was");
  }

  @Test
  void theServerFindsRecordsByTheirFields() {
    told.status(client, Told.CLOSING);
    String namespace = told.record().getMetadata().getNamespace();
    assertThat(
            client
                .resources(DeploymentRecord.class)
                .inNamespace(namespace)
                .withField("spec.changedBy.name", "kim")
                .withField("status.outcome", "Promoted")
                .list()
                .getItems())
        .hasSize(1);
    assertThat(
            client
                .resources(DeploymentRecord.class)
                .inNamespace(namespace)
                .withField("spec.to.ticket", "PAY-1")
                .list()
                .getItems())
        .isEmpty();
  }
}
