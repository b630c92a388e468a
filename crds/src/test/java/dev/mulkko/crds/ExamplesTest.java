package dev.mulkko.crds;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What may be written, as files, whose documents are written one after the other. What may not is
 * in {@code samples/invalid}, and refused by the API server or by the operator.
 */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class ExamplesTest {

  private final KubernetesClient client;

  ExamplesTest(KubernetesClient client) {
    this.client = client;
  }

  static List<Path> valid() {
    return Yaml.filesIn(Path.of("src/test/resources/valid"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("valid")
  void aValidFileIsAccepted(Path file) {
    String namespace = Namespaces.create(client);
    for (String document : Yaml.documents(file)) {
      GenericKubernetesResource object =
          client.getKubernetesSerialization().unmarshal(document, GenericKubernetesResource.class);
      client.resource(object).inNamespace(namespace).createOr(NonDeletingOperation::update);
    }
  }
}
