package dev.mulkko.operator.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.operator.cluster.ApiServer;
import dev.mulkko.operator.telemetry.prometheus.Servers.Unreadable;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class LiveSecretsTest {

  private static final String OWN = "mulkko-secrets";
  private static final String OTHER = "shop-secrets";
  private static final String PASSWORD = "pässword with spaces";

  private final ApiServer server;

  LiveSecretsTest(ApiServer server) {
    this.server = server;
  }

  @BeforeEach
  void create() {
    for (String name : new String[] {OWN, OTHER}) {
      server
          .client()
          .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
          .serverSideApply();
    }
    server.client().resource(secret(OWN, "prom", Map.of("password", PASSWORD))).create();
    server.client().resource(secret(OWN, "empty", Map.of())).create();
    server.client().resource(secret(OTHER, "theirs", Map.of("token", "x"))).create();
  }

  @AfterEach
  void delete() {
    server.client().secrets().inNamespace(OWN).delete();
    server.client().secrets().inNamespace(OTHER).delete();
  }

  private static Secret secret(String namespace, String name, Map<String, String> values) {
    SecretBuilder secret =
        new SecretBuilder().withNewMetadata().withName(name).withNamespace(namespace).endMetadata();
    values.forEach(
        (key, value) ->
            secret.addToData(key, Base64.getEncoder().encodeToString(value.getBytes(UTF_8))));
    return secret.build();
  }

  @Test
  void valuesAreReadAsTheyWereWritten() throws Unreadable {
    assertThat(ofOwn().read("prom")).containsExactly(Map.entry("password", PASSWORD));
    assertThat(ofOwn().read("empty")).isEmpty();
  }

  @Test
  void aSecretOfAnotherNamespaceIsNone() {
    assertThatThrownBy(() -> ofOwn().read("theirs"))
        .isInstanceOf(Unreadable.class)
        .hasMessage("there is no Secret theirs in namespace " + OWN);
    assertThatThrownBy(() -> in(server.client(), "nowhere").read("prom"))
        .isInstanceOf(Unreadable.class)
        .hasMessage("there is no Secret prom in namespace nowhere");
  }

  /** A name is no path: nothing else can be read by it. */
  @Test
  void aNameLeadsToNoOtherNamespace() {
    for (String name : new String[] {"../../" + OTHER + "/secrets/theirs", "prom?watch=true", ""}) {
      assertThatThrownBy(() -> ofOwn().read(name))
          .isInstanceOf(Unreadable.class)
          .hasMessage("%s is no name of a Secret: write its metadata.name", name);
    }
  }

  @Test
  void whoMayNotReadItSaysWhatToAllow() {
    Config nobody =
        new ConfigBuilder(server.client().getConfiguration())
            .withImpersonateUsername("nobody")
            .build();
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(nobody).build()) {
      assertThatThrownBy(() -> in(client, OWN).read("prom"))
          .isInstanceOf(Unreadable.class)
          .hasMessage(
              "Secret prom in namespace %s may not be read: let the operator get it by its name",
              OWN);
    }
  }

  @Test
  void aServerThatIsAwaySaysSoWithoutAnyValue() {
    Config away =
        new ConfigBuilder()
            .withMasterUrl("http://127.0.0.1:1")
            .withRequestRetryBackoffLimit(0)
            .build();
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(away).build()) {
      assertThatThrownBy(() -> in(client, OWN).read("prom"))
          .isInstanceOf(Unreadable.class)
          .hasMessage(
              "Secret prom in namespace %s was not read: the API server does not answer", OWN);
    }
  }

  @Test
  void withoutItsOwnNamespaceNothingIsRead() {
    assertThatThrownBy(() -> new LiveSecrets(server.client(), Optional.empty()).read("prom"))
        .isInstanceOf(Unreadable.class)
        .hasMessage(
            "Secret prom cannot be read: set MULKKO_SECRETS_NAMESPACE to the operator's own"
                + " namespace");
  }

  private LiveSecrets ofOwn() {
    return in(server.client(), OWN);
  }

  private static LiveSecrets in(KubernetesClient client, String namespace) {
    return new LiveSecrets(client, Optional.of(namespace));
  }
}
