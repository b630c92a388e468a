package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What may be written and what may not, as files. The documents of a file are written one after the
 * other; in an invalid one the last is refused, with the sentence of its first line.
 */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class ExamplesTest {
  private static final String EXPECT = "# expect: ";

  private final KubernetesClient client;

  ExamplesTest(KubernetesClient client) {
    this.client = client;
  }

  static List<Path> valid() {
    return Yaml.filesIn(Path.of("src/test/resources/valid"));
  }

  static List<Path> invalid() {
    return Yaml.filesIn(Path.of("src/test/resources/invalid"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("valid")
  void aValidFileIsAccepted(Path file) {
    String namespace = Namespaces.create(client);
    for (String document : Yaml.documents(file)) {
      write(namespace, document);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void anInvalidFileIsRefusedWithItsSentence(Path file) {
    String firstLine = Yaml.text(file).lines().findFirst().orElse("");
    assertThat(firstLine).as("first line of %s", file).startsWith(EXPECT);
    List<String> documents = Yaml.documents(file);
    String namespace = Namespaces.create(client);
    for (String document : documents.subList(0, documents.size() - 1)) {
      write(namespace, document);
    }

    String refused = documents.get(documents.size() - 1);
    assertThatThrownBy(() -> write(namespace, refused))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(firstLine.substring(EXPECT.length()));
  }

  private void write(String namespace, String document) {
    GenericKubernetesResource object =
        client.getKubernetesSerialization().unmarshal(document, GenericKubernetesResource.class);
    client.resource(object).inNamespace(namespace).createOr(NonDeletingOperation::update);
  }
}
