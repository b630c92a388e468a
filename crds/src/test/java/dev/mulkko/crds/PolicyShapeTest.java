package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all policies have in common. */
class PolicyShapeTest {

  @Test
  void everyFileIsTested() {
    assertThat(Yaml.filesIn(Policy.FOLDER))
        .containsExactlyInAnyOrderElementsOf(manifests().toList());
  }

  @ParameterizedTest
  @EnumSource
  void aMissingCrdBlocksNobody(Policy policy) {
    assertThat(documents(policy).get(0).at("/spec/failurePolicy").asText()).isEqualTo("Ignore");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ".*_(REQUEST|ROLLOUT|RECORDS|LOCK)")
  void aNamespaceWithoutRolloutsIsLeftAlone(Policy policy) {
    JsonNode binding = documents(policy).get(1);
    assertThat(binding.at("/spec/paramRef/parameterNotFoundAction").asText()).isEqualTo("Allow");
    assertThat(binding.at("/spec/paramRef").has("namespace")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void theBindingIsOfThisPolicy(Policy policy) {
    List<JsonNode> documents = documents(policy);
    assertThat(documents).hasSize(2);
    assertThat(documents.get(1).at("/spec/policyName"))
        .isEqualTo(documents.get(0).at("/metadata/name"));
  }

  private static Stream<Path> manifests() {
    return Stream.of(Policy.values()).map(Policy::manifest);
  }

  private static List<JsonNode> documents(Policy policy) {
    return Yaml.documents(policy.manifest()).stream().map(Yaml::parse).toList();
  }
}
