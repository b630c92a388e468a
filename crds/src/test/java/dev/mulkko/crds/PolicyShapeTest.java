package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be tried on a shared API server without harm to the other tests. */
class PolicyShapeTest {
  private final List<JsonNode> documents =
      Yaml.documents(HoldPolicy.MANIFEST).stream().map(Yaml::parse).toList();

  @Test
  void aMissingCrdBlocksNobody() {
    assertThat(documents.get(0).at("/spec/failurePolicy").asText()).isEqualTo("Ignore");
  }

  @Test
  void aNamespaceWithoutRolloutsIsLeftAlone() {
    assertThat(documents.get(1).at("/spec/paramRef/parameterNotFoundAction").asText())
        .isEqualTo("Allow");
  }

  @Test
  void theBindingIsOfThisPolicy() {
    assertThat(documents.get(1).at("/spec/policyName"))
        .isEqualTo(documents.get(0).at("/metadata/name"));
  }
}
