package dev.mulkko.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordSpec;
import dev.mulkko.api.v1beta1.RecordedVersion;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutActionStatus;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.PatchDocument;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Create;
import dev.mulkko.kube.Request.Delete;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.Request.Patch;
import dev.mulkko.kube.Request.Precondition;
import dev.mulkko.kube.Request.Target;
import dev.mulkko.operator.apply.ClusterWriter.Outcome;
import dev.mulkko.operator.cluster.ApiServer;
import dev.mulkko.operator.cluster.Shop;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class ClusterWriterTest {

  private final Shop shop;
  private final KubernetesClient client;
  private final ClusterWriter writer;

  ClusterWriterTest(ApiServer server) {
    shop = Shop.on(server);
    client = server.client();
    writer = new ClusterWriter(client);
  }

  @Test
  void aPatchOfTheObjectThatWasReadIsWritten() {
    Deployment read = shop.createDeployment("shop");
    assertThat(writer.send(scale(read, 0))).isEqualTo(Outcome.Written);
    assertThat(now(read).getSpec().getReplicas()).isZero();
  }

  @Test
  void aPatchOfAnOlderObjectIsStaleAndChangesNothing() {
    Deployment read = shop.createDeployment("shop");
    Deployment newer = touch(read);
    assertThat(writer.send(scale(read, 0))).isEqualTo(Outcome.Stale);
    assertThat(now(read)).isEqualTo(newer);
  }

  @Test
  void aPatchOfAnObjectThatIsGoneIsStale() {
    Deployment read = shop.createDeployment("shop");
    client.resource(read).delete();
    assertThat(writer.send(scale(read, 0))).isEqualTo(Outcome.Stale);
  }

  @Test
  void aPatchThatTheServerFindsInvalidIsRefusedWithTheServersSentence() {
    Deployment read = shop.createDeployment("shop");
    assertThatThrownBy(() -> writer.send(scale(read, -1)))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.replicas: Invalid value: -1: must be greater than or equal");
    assertThat(now(read)).isEqualTo(read);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"Invalid", "Forbidden"})
  void aPatchThatAPolicyRefusesIsNotTakenForAStaleOne(String reason) {
    Deployment read = shop.createDeployment("shop");
    try (RefusingPolicy policy = RefusingPolicy.of(client, shop.namespace(), reason)) {
      policy.awaitInForce(read);
      assertThatThrownBy(() -> writer.send(scale(read, 0)))
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("denied request: nothing may change here");
      assertThat(writer.send(scale(older(read), 0))).isEqualTo(Outcome.Stale);
    }
  }

  @Test
  void aPatchIsInTheOperatorsName() {
    Deployment read = shop.createDeployment("shop");
    writer.send(scale(read, 0));
    assertThat(now(read).getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getManager)
        .contains("mulkko");
  }

  @Test
  void aRecordIsCreatedInTheOperatorsNameAndOnce() {
    RecordedVersion version = new RecordedVersion("6f4c", null, null, null, null, List.of());
    DeploymentRecord record = new DeploymentRecord();
    record.setMetadata(
        new ObjectMetaBuilder().withNamespace(shop.namespace()).withName("shop-1").build());
    record.setSpec(
        new DeploymentRecordSpec(
            "shop",
            "uid",
            "shop",
            1,
            "Canary",
            Instant.EPOCH,
            version,
            version,
            false,
            null,
            null,
            "c0ffee"));
    assertThat(writer.send(new Create(record))).isEqualTo(Outcome.Written);
    assertThat(client.resource(record).get().getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getManager)
        .containsExactly("mulkko");
    assertThat(writer.send(new Create(record))).isEqualTo(Outcome.Stale);
  }

  @Test
  void whatNeedsAPausedDeploymentIsWrittenWhileItIsPaused() {
    Deployment shopNow = paused(shop.createDeployment("shop"), true);
    Deployment other = shop.createDeployment("other");
    assertThat(writer.send(scaleOnlyIf(other, shopNow, true))).isEqualTo(Outcome.Written);
    assertThat(now(other).getSpec().getReplicas()).isZero();
  }

  @Test
  void whatNeedsAPausedDeploymentIsStaleOnceItIsUnpaused() {
    Deployment read = paused(shop.createDeployment("shop"), true);
    Deployment other = shop.createDeployment("other");
    paused(read, false);
    assertThat(writer.send(scaleOnlyIf(other, read, true))).isEqualTo(Outcome.Stale);
    assertThat(now(other)).isEqualTo(other);
  }

  @Test
  void whatWasDecidedOnAnUnpausedDeploymentIsWritten() {
    Deployment read = shop.createDeployment("shop");
    Deployment other = shop.createDeployment("other");
    assertThat(writer.send(scaleOnlyIf(other, read, false))).isEqualTo(Outcome.Written);
  }

  @Test
  void whatNeedsADeploymentIsStaleOnceThereIsAnotherOfItsName() {
    Deployment read = shop.createDeployment("shop");
    Deployment other = shop.createDeployment("other");
    client.resource(read).delete();
    assertThat(writer.send(scaleOnlyIf(other, read, false))).isEqualTo(Outcome.Stale);
    shop.createDeployment("shop");
    assertThat(writer.send(scaleOnlyIf(other, read, false))).isEqualTo(Outcome.Stale);
    assertThat(now(other)).isEqualTo(other);
  }

  @Test
  void whatIsCreatedTwiceIsStaleTheSecondTime() {
    Create request = new Create(shop.service("shop-7d9e"));
    assertThat(writer.send(request)).isEqualTo(Outcome.Written);
    assertThat(writer.send(request)).isEqualTo(Outcome.Stale);
  }

  @Test
  void anObjectThatTheServerFindsInvalidIsRefusedWithTheServersSentence() {
    Service service = shop.service("shop");
    service.getSpec().getPorts().getFirst().setPort(70_000);
    assertThatThrownBy(() -> writer.send(new Create(service)))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("must be between 1 and 65535");
  }

  @Test
  void theObjectThatWasReadIsDeleted() {
    Service read = client.resource(shop.service("shop")).create();
    assertThat(writer.send(delete(read))).isEqualTo(Outcome.Written);
    assertThat(client.resource(read).get()).isNull();
  }

  @Test
  void anObjectThatChangedSinceItWasReadIsNotDeleted() {
    Service read = client.resource(shop.service("shop")).create();
    Service newer = touch(read);
    assertThat(writer.send(delete(read))).isEqualTo(Outcome.Stale);
    assertThat(client.resource(read).get()).isEqualTo(newer);
  }

  @Test
  void anotherObjectOfTheSameNameIsNotDeleted() {
    Service read = client.resource(shop.service("shop")).create();
    client.resource(read).delete();
    Service another = client.resource(shop.service("shop")).create();
    assertThat(writer.send(delete(read))).isEqualTo(Outcome.Stale);
    assertThat(client.resource(read).get()).isEqualTo(another);
  }

  @Test
  void whatIsGoneAlreadyIsStale() {
    Service read = client.resource(shop.service("shop")).create();
    client.resource(read).delete();
    assertThat(writer.send(delete(read))).isEqualTo(Outcome.Stale);
  }

  @Test
  void aRolloutActionGetsItsAnswer() {
    RolloutAction read = shop.createAction("stop-it");
    Map<String, String> answer =
        Map.of("phase", "Done", "message", "gone", "completedAt", "2026-11-24T08:30:00Z");
    String patch = PatchDocument.guarded(Json.tree(read)).add("/status", answer).toJson();
    assertThat(writer.send(new Patch(target(Kind.RolloutAction, read), patch, true)))
        .isEqualTo(Outcome.Written);
    assertThat(client.resource(read).get().getStatus())
        .isEqualTo(new RolloutActionStatus("Done", "gone", Instant.parse("2026-11-24T08:30:00Z")));
  }

  /** The answer was thought of before somebody else wrote it. */
  @Test
  void anAnswerIsStaleOnceItsRolloutHasChanged() {
    Rollout rollout = shop.createRollout("shop");
    RolloutAction read = shop.createAction("stop-it");
    String patch =
        PatchDocument.guarded(Json.tree(read)).add("/status", Map.of("phase", "Rejected")).toJson();
    Patch answer =
        new Patch(
            target(Kind.RolloutAction, read),
            patch,
            true,
            Optional.of(
                new Precondition.Unchanged(
                    target(Kind.Rollout, rollout), rollout.getMetadata().getResourceVersion())));
    var _ = touch(rollout);

    assertThat(writer.send(answer)).isEqualTo(Outcome.Stale);
    assertThat(shop.action("stop-it").getStatus()).isNull();
  }

  private static Patch scale(Deployment read, int replicas) {
    String patch =
        PatchDocument.guarded(Json.tree(read)).replace("/spec/replicas", replicas).toJson();
    return new Patch(target(Kind.Deployment, read), patch, false);
  }

  private static Request scaleOnlyIf(Deployment read, Deployment expected, boolean paused) {
    Precondition condition =
        new Precondition.Same(
            target(Kind.Deployment, expected), expected.getMetadata().getUid(), paused);
    Patch scale = scale(read, 0);
    return new Patch(scale.target(), scale.json(), false, Optional.of(condition));
  }

  private Deployment paused(Deployment object, boolean paused) {
    return client
        .resource(object)
        .edit(
            now -> {
              now.getSpec().setPaused(paused);
              return now;
            });
  }

  private static Deployment older(Deployment read) {
    Deployment older = new DeploymentBuilder(read).build();
    older.getMetadata().setResourceVersion("1");
    return older;
  }

  private static Request delete(Service read) {
    return new Delete(
        target(Kind.Service, read),
        read.getMetadata().getUid(),
        read.getMetadata().getResourceVersion());
  }

  private static Target target(Kind kind, HasMetadata object) {
    return new Target(kind, object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  /** Someone else's write. */
  private <T extends HasMetadata> T touch(T object) {
    return client
        .resource(object)
        .edit(
            now -> {
              now.getMetadata().setLabels(Map.of("team", "payments"));
              return now;
            });
  }

  private Deployment now(Deployment object) {
    return client.resource(object).require();
  }
}
