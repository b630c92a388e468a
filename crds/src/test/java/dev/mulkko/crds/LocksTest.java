package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.api.v1beta1.ClusterDeployLock;
import dev.mulkko.api.v1beta1.DeployLock;
import dev.mulkko.api.v1beta1.DeployLockSpec;
import dev.mulkko.api.v1beta1.DeployLockStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who locked is known and cannot be forged; what a lock refuses is refused, and nothing else. */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class LocksTest {
  private static final String BY = "mulkko.dev/locked-by";

  private final KubernetesClient client;
  private final String namespace;

  LocksTest(KubernetesClient client) {
    this.client = client;
    this.namespace = Namespaces.create(client);
    Policy.installAll(client);
    KubernetesClient probe = kim();
    await(
        () ->
            Policy.STAMP_LOCK.isServedBy(client) || refused(() -> create(probe, Map.of(BY, "x"))));
    if (Policy.STAMP_LOCK.isServedBy(client)) {
      await(() -> stamp(create(probe, Map.of())) != null);
      await(() -> refused(() -> changeOwner(create(probe, Map.of()))));
    }
  }

  @AfterEach
  void nothingIsLockedForOthers() {
    client.resources(ClusterDeployLock.class).delete();
  }

  @Test
  void whoLocksIsWrittenByTheServer() {
    Policy.STAMP_LOCK.assumeServedBy(client);
    assertThat(stamp(create(kim(), Map.of()))).startsWith("user-");
    assertThat(stamp(create(kim(), Map.of(BY, "lee")))).startsWith("user-");
  }

  @Test
  void nobodyLocksInTheNameOfAnotherWhereNobodyStampsIt() {
    if (!Policy.STAMP_LOCK.isServedBy(client)) {
      assertThatThrownBy(() -> create(kim(), Map.of(BY, "lee")))
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("locked-by is lee, but you are");
    }
  }

  @Test
  void whoLockedIsNotChangedLater() {
    DeployLock lock = create(kim(), Map.of());
    assertThatThrownBy(() -> changeOwner(lock))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("leave it as it is");
  }

  @Test
  void aNewTemplateIsRefusedWhileTheLockNamesItsDeployment() {
    Deployment shop = deployment("shop");
    Deployment other = deployment("other");
    DeployLock lock = lock("Reject");
    rejects(lock, namespace + "/shop");
    await(() -> refused(() -> image(shop, "shop:v2")));
    assertThatThrownBy(() -> image(shop, "shop:v2"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("Deployment shop is locked by DeployLock " + name(lock))
        .hasMessageContaining("(year end)");
    assertThatCode(() -> image(other, "shop:v2")).doesNotThrowAnyException();
    assertThatCode(() -> scale(shop)).doesNotThrowAnyException();
    assertThatCode(() -> restart(shop)).doesNotThrowAnyException();
    rejects(lock);
    await(() -> !refused(() -> image(shop, "shop:v3")));
  }

  @Test
  void aLockThatHoldsRefusesNothing() {
    Deployment shop = deployment("shop");
    Deployment probe = deployment("probe");
    rejects(lock("Reject"), namespace + "/probe");
    await(() -> refused(() -> image(probe, "shop:v2")));
    rejects(lock("Hold"), namespace + "/shop");
    await(() -> refused(() -> image(probe, "shop:v3")));
    assertThatCode(() -> image(shop, "shop:v2")).doesNotThrowAnyException();
  }

  @Test
  void aLockOfTheClusterRefusesToo() {
    Deployment shop = deployment("shop");
    ClusterDeployLock lock = new ClusterDeployLock();
    fill(lock, "Reject");
    ClusterDeployLock created = client.resource(lock).create();
    rejects(created, namespace + "/shop");
    await(() -> refused(() -> image(shop, "shop:v2")));
    assertThatThrownBy(() -> image(shop, "shop:v2"))
        .hasMessageContaining("locked by ClusterDeployLock " + name(created));
  }

  private KubernetesClient kim() {
    return Rights.userWho(client, Rights.may("mulkko.dev", "deploylocks", "create", "update"));
  }

  private DeployLock create(KubernetesClient as, Map<String, String> annotations) {
    DeployLock lock = new DeployLock();
    fill(lock, null);
    lock.getMetadata().setNamespace(namespace);
    lock.getMetadata().setAnnotations(annotations);
    return as.resource(lock).create();
  }

  private DeployLock lock(String enforce) {
    DeployLock lock = new DeployLock();
    fill(lock, enforce);
    lock.getMetadata().setNamespace(namespace);
    return client.resource(lock).create();
  }

  private static void fill(
      CustomResource<DeployLockSpec, DeployLockStatus> lock, @Nullable String enforce) {
    lock.setMetadata(new ObjectMetaBuilder().withName("lock-" + UUID.randomUUID()).build());
    lock.setSpec(
        new DeployLockSpec(
            null, List.of(), "year end", null, null, enforce, null, null, List.of(), List.of()));
  }

  /** As the operator keeps it. */
  private void rejects(CustomResource<DeployLockSpec, DeployLockStatus> lock, String... names) {
    lock.setStatus(new DeployLockStatus(1, "Locked", null, null, List.of(names)));
    lock.getMetadata().setResourceVersion(null);
    client.resource(lock).updateStatus();
  }

  private void changeOwner(DeployLock lock) {
    lock.getMetadata().setAnnotations(Map.of(BY, "lee"));
    client.resource(lock).update();
  }

  private Deployment deployment(String name) {
    return client
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("app")
                .withImage("shop:v1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .create();
  }

  private void image(Deployment deployment, String image) {
    named(deployment)
        .edit(
            d ->
                new DeploymentBuilder(d)
                    .editSpec()
                    .editTemplate()
                    .editSpec()
                    .editFirstContainer()
                    .withImage(image)
                    .endContainer()
                    .endSpec()
                    .endTemplate()
                    .endSpec()
                    .build());
  }

  private void scale(Deployment deployment) {
    named(deployment)
        .edit(d -> new DeploymentBuilder(d).editSpec().withReplicas(3).endSpec().build());
  }

  private void restart(Deployment deployment) {
    named(deployment)
        .edit(
            d ->
                new DeploymentBuilder(d)
                    .editSpec()
                    .editTemplate()
                    .editMetadata()
                    .addToAnnotations("kubectl.kubernetes.io/restartedAt", "now")
                    .endMetadata()
                    .endTemplate()
                    .endSpec()
                    .build());
  }

  /** As it is now. */
  private Resource<Deployment> named(Deployment deployment) {
    return client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(deployment.getMetadata().getName());
  }

  private static String name(CustomResource<?, ?> lock) {
    return lock.getMetadata().getName();
  }

  private static @Nullable String stamp(DeployLock lock) {
    Map<String, String> annotations = lock.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(BY);
  }

  private static void await(Callable<Boolean> inForce) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(inForce);
  }

  private static boolean refused(Runnable write) {
    try {
      write.run();
      return false;
    } catch (KubernetesClientException e) {
      return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
    }
  }
}
