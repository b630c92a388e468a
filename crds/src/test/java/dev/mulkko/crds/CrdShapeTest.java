package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrdShapeTest {
  private static final String ROLLOUTS = "rollouts.mulkko.dev.yaml";
  private static final String ACTIONS = "rolloutactions.mulkko.dev.yaml";

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {ROLLOUTS, ACTIONS})
  void aCrdIsSmallerThan100kB(String file) {
    // Far below the 256 KiB that client-side apply can keep in an annotation.
    assertThat(text(file).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(100_000);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {ROLLOUTS, ACTIONS})
  void everyFieldIsDescribed(String file) {
    List<String> silent = new ArrayList<>();
    collectUndescribed("", schema(file), silent);
    assertThat(silent).isEmpty();
  }

  @Test
  void aRolloutPrintsWhatItIsDoing() {
    assertThat(columns(ROLLOUTS, 0))
        .containsExactly("Strategy", "Phase", "Step", "Weight", "Stable", "Canary", "Ready", "Age");
    assertThat(columns(ROLLOUTS, 1)).containsExactly("Reason", "Message");
  }

  @Test
  void anActionPrintsWhatBecameOfIt() {
    assertThat(columns(ACTIONS, 0)).containsExactly("Rollout", "Verb", "Phase", "Age");
    assertThat(columns(ACTIONS, 1)).containsExactly("Message");
  }

  @Test
  void conditionsAreMergedByType() {
    JsonNode conditions = schema(ROLLOUTS).at("/properties/status/properties/conditions");
    assertThat(conditions.path("x-kubernetes-list-type").asText()).isEqualTo("map");
    assertThat(conditions.path("x-kubernetes-list-map-keys").path(0).asText()).isEqualTo("type");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"crds/" + ROLLOUTS, "crds/" + ACTIONS, "policy/hold-new-template.yaml"})
  void theJarCarriesIt(String resource) {
    assertThat(CrdShapeTest.class.getResource("/META-INF/mulkko/" + resource)).isNotNull();
  }

  private static void collectUndescribed(String path, JsonNode node, List<String> silent) {
    for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
      String field = path + "." + property.getKey();
      if (property.getValue().path("description").asText().isBlank()) {
        silent.add(field);
      }
      collectUndescribed(field, property.getValue(), silent);
      collectUndescribed(field + "[]", property.getValue().path("items"), silent);
    }
  }

  private static List<String> columns(String file, int priority) {
    return StreamSupport.stream(version(file).path("additionalPrinterColumns").spliterator(), false)
        .filter(column -> column.path("priority").asInt(0) == priority)
        .map(column -> column.path("name").asText())
        .collect(Collectors.toList());
  }

  private static JsonNode schema(String file) {
    return version(file).at("/schema/openAPIV3Schema");
  }

  private static JsonNode version(String file) {
    return Yaml.parse(text(file)).at("/spec/versions/0");
  }

  private static String text(String file) {
    return Yaml.text(Crds.GENERATED.resolve(file));
  }
}
