package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutActionSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who asks is known, cannot be forged, and may do what a Role says. */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class RequestsTest {
  private static final String BY = "mulkko.dev/requested-by";

  private final KubernetesClient client;
  private final String namespace;

  RequestsTest(KubernetesClient client) {
    this.client = client;
    this.namespace = Namespaces.create(client);
    Policy.installAll(client);
    KubernetesClient probe = userWho("abort");
    await(() -> refused(() -> create(probe, "Promote", Map.of())));
    if (Policy.STAMP_REQUEST.isServedBy(client)) {
      await(() -> stamp(create(probe, "Abort", Map.of())) != null);
    }
  }

  private static void await(Callable<Boolean> inForce) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(inForce);
  }

  private static @Nullable String stamp(RolloutAction action) {
    return action.getMetadata().getAnnotations().get(BY);
  }

  @Test
  void whoAsksIsWrittenByTheServer() {
    Policy.STAMP_REQUEST.assumeServedBy(client);
    KubernetesClient kim = userWho("abort");
    assertThat(stamp(create(kim, "Abort", Map.of()))).startsWith("user-");
  }

  @Test
  void nobodyAsksInTheNameOfAnother() {
    KubernetesClient kim = userWho("abort");
    if (Policy.STAMP_REQUEST.isServedBy(client)) {
      assertThat(stamp(create(kim, "Abort", Map.of(BY, "lee")))).isNotEqualTo("lee");
    } else {
      assertThatThrownBy(() -> create(kim, "Abort", Map.of(BY, "lee")))
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("requested-by is lee, but you are");
    }
  }

  @Test
  void whoAskedIsNotChangedLater() {
    RolloutAction action = create(userWho("abort"), "Abort", Map.of());
    action.getMetadata().setAnnotations(Map.of(BY, "lee"));
    assertThatThrownBy(() -> client.resource(action).update())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("leave it as it is");
  }

  @Test
  void whoMayAbortMayNotPromote() {
    KubernetesClient kim = userWho("abort");
    create(kim, "Abort", Map.of());
    assertThatThrownBy(() -> create(kim, "Promote", Map.of()))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("may not promote Rollout shop: ask for a Role with the verb promote");
  }

  private KubernetesClient userWho(String... verbs) {
    return Rights.userWho(
        client,
        Rights.may("mulkko.dev", "rolloutactions", "create", "get"),
        Rights.may("mulkko.dev", "rollouts", verbs));
  }

  private RolloutAction create(KubernetesClient as, String verb, Map<String, String> annotations) {
    RolloutAction action = new RolloutAction();
    action.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(namespace)
            .withGenerateName("ask-")
            .withAnnotations(annotations)
            .build());
    action.setSpec(new RolloutActionSpec("shop", verb, null, null));
    return as.resource(action).create();
  }

  private static boolean refused(Runnable write) {
    try {
      write.run();
      return false;
    } catch (KubernetesClientException e) {
      return true;
    }
  }
}
