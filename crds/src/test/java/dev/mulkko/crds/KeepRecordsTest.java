package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody but the operator writes records, whatever else they may do. */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class KeepRecordsTest {
  private static final PolicyRule ALL_OF_RECORDS =
      Rights.may(
          "mulkko.dev",
          "deploymentrecords",
          "create",
          "get",
          "patch",
          "update",
          "delete",
          "deletecollection");
  private static final PolicyRule AND_OF_THEIR_STATUS =
      Rights.may("mulkko.dev", "deploymentrecords/status", "patch", "update");

  private final KubernetesClient client;
  private final String namespace;
  private final Told told;

  KeepRecordsTest(KubernetesClient client) {
    this.client = client;
    this.namespace = Namespaces.create(client);
    Policy.installAll(client);
    this.told = Told.create(client, namespace, "shop-1");
    await().atMost(Duration.ofSeconds(15)).until(() -> refusesLabels(client));
  }

  private boolean refusesLabels(KubernetesClient probe) {
    try {
      told.patch(
          probe, "{\"metadata\": {\"labels\": {\"probe\": \"%d\"}}}".formatted(System.nanoTime()));
      return false;
    } catch (KubernetesClientException e) {
      return true;
    }
  }

  @Test
  void theOperatorWritesThem() {
    assertThat(told.status(client, Told.CLOSING).getStatus().outcome()).isEqualTo("Promoted");
  }

  @Test
  void nobodyElseForgesOne() {
    assertRefused(() -> client.resource(Told.open(namespace, "shop-2")).create());
  }

  @Test
  void aFieldManagerAloneMakesNoOperator() {
    KubernetesClient kim = Rights.userWho(client, ALL_OF_RECORDS, AND_OF_THEIR_STATUS);
    assertRefused(() -> Told.create(kim, namespace, "shop-2"));
    assertRefused(() -> told.status(kim, Told.CLOSING));
  }

  @Test
  void theRightAloneMakesNoOperator() {
    KubernetesClient kim =
        Rights.userWho(
            client,
            ALL_OF_RECORDS,
            AND_OF_THEIR_STATUS,
            Rights.may("mulkko.dev", "rollouts/status", "patch"));
    assertRefused(() -> told.statusByHand(kim, Told.CLOSING));
    assertThat(told.status(kim, Told.CLOSING).getStatus().outcome()).isEqualTo("Promoted");
  }

  @Test
  void nobodyElseClosesAnOpenOne() {
    assertRefused(() -> told.statusByHand(client, Told.CLOSING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"metadata\": {\"labels\": {\"mulkko.dev/rollout\": \"cart\"}}}",
        "{\"metadata\": {\"annotations\": {\"note\": \"mine\"}}}",
        "{\"metadata\": {\"finalizers\": [\"example.com/mine\"]}}",
        "{\"metadata\": {\"ownerReferences\": [{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"name\": \"gone\", \"uid\": \"u1\"}]}}",
      })
  void nobodyElseChangesWhatItIs(String patch) {
    assertRefused(() -> told.patch(client, patch));
  }

  @Test
  void aWriteOfTheSameIsNobodysBusiness() {
    assertThat(
            client.resource(client.resource(told.record()).get()).update().getMetadata().getName())
        .isEqualTo("shop-1");
  }

  @Test
  void toDeleteOneIsARightLikeAnyOther() {
    client.resource(told.record()).delete();
    assertThat(client.resource(told.record()).get()).isNull();
  }

  private static void assertRefused(ThrowingCallable write) {
    assertThatThrownBy(write)
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("says what the operator saw, and nobody else writes it");
  }
}
