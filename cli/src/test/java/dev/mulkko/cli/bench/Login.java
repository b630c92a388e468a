package dev.mulkko.cli.bench;

import dev.mulkko.cli.server.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;

/** Another way to say who one is. */
final class Login {

  private static final String NAME = "bench";

  private Login() {}

  /** A kubeconfig with the token of a ServiceAccount that may do everything. */
  static Path byToken(ApiServer server, String namespace) throws IOException {
    KubernetesClient client = server.client();
    ServiceAccount account =
        new ServiceAccountBuilder()
            .withNewMetadata()
            .withName(NAME)
            .withNamespace(namespace)
            .endMetadata()
            .build();
    client.resource(account).create();
    client
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                .addNewSubject(null, "ServiceAccount", NAME, namespace)
                .build())
        .create();
    String token =
        client
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(NAME)
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
            .getStatus()
            .getToken();
    Path file = Files.createTempFile("kubeconfig", ".yaml");
    file.toFile().deleteOnExit();
    return Files.writeString(file, kubeconfig(client, token));
  }

  private static String kubeconfig(KubernetesClient client, String token) {
    return Serialization.asYaml(
        new ConfigBuilder()
            .withApiVersion("v1")
            .withKind("Config")
            .withCurrentContext(NAME)
            .addNewContext()
            .withName(NAME)
            .withNewContext()
            .withCluster(NAME)
            .withUser(NAME)
            .endContext()
            .endContext()
            .addNewCluster()
            .withName(NAME)
            .withNewCluster()
            .withServer(client.getMasterUrl().toString())
            .withCertificateAuthorityData(authority(client))
            .endCluster()
            .endCluster()
            .addNewUser()
            .withName(NAME)
            .withNewUser()
            .withToken(token)
            .endUser()
            .endUser()
            .build());
  }

  private static String authority(KubernetesClient client) {
    String data = client.getConfiguration().getCaCertData();
    String file = client.getConfiguration().getCaCertFile();
    if (data != null) {
      return data;
    }
    try {
      return Base64.getEncoder()
          .encodeToString(Files.readAllBytes(Path.of(Objects.requireNonNull(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
