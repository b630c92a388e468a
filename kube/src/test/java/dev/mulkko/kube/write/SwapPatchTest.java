package dev.mulkko.kube.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.golden.JsonPatch;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.golden.Yaml;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other controllers may conclude from a ReplicaSet, before and after a swap. */
class SwapPatchTest {

  private static final Deployment DEPLOYMENT = Yaml.object(Deployment.class, Shop.DEPLOYMENT);

  @Test
  void noSelectorFindsAParkedOne() {
    ReplicaSet parked = after(new Action.Park("old"), Shop.replicaSet("old", true));
    Map<String, String> template = parked.getSpec().getTemplate().getMetadata().getLabels();
    assertThat(parked.getMetadata().getLabels()).doesNotContainKeys(keys(template));
    assertThat(Ownership.owns(DEPLOYMENT, parked)).isFalse();
    assertThat(Ownership.parked("shop", parked)).isTrue();
  }

  @Test
  void theDeploymentFindsAnAdoptedOneAndControlsIt() {
    ReplicaSet adopted = after(new Action.Adopt("new"), Shop.replicaSet("new", false));
    assertThat(adopted.getMetadata().getLabels())
        .isEqualTo(adopted.getSpec().getTemplate().getMetadata().getLabels())
        .containsAllEntriesOf(DEPLOYMENT.getSpec().getSelector().getMatchLabels());
    assertThat(Ownership.owns(DEPLOYMENT, adopted)).isTrue();
    assertThat(adopted.getMetadata().getOwnerReferences()).hasSize(1);
  }

  @Test
  void itsPodsAndSelectorAreNeverTouched() {
    JsonNode before = Yaml.tree(Shop.replicaSet("old", true));
    JsonNode parked = patched(new Action.Park("old"), before);
    JsonNode back = patched(new Action.Adopt("old"), parked);
    assertThat(parked.path("spec")).isEqualTo(before.path("spec"));
    assertThat(back.path("spec")).isEqualTo(before.path("spec"));
    assertThat(Ownership.owns(DEPLOYMENT, Yaml.object(ReplicaSet.class, back))).isTrue();
  }

  /** Else a gap that somebody has unpaused would never be closed. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theDeploymentMustBePausedOnlyIfItWasAtTheDecision(boolean paused) {
    ObjectNode deployment = (ObjectNode) Yaml.tree(Shop.DEPLOYMENT);
    deployment.withObject("/spec").put("paused", paused);
    List<JsonNode> read =
        List.of(Yaml.tree(Shop.ROLLOUT), deployment, Yaml.tree(Shop.replicaSet("new", false)));
    Request request = Requests.of(new Action.Adopt("new"), Snapshots.of(read), Instant.EPOCH);
    assertThat(((Request.Patch) request).onlyIf())
        .hasValueSatisfying(
            condition ->
                assertThat(condition)
                    .asInstanceOf(type(Request.Precondition.Same.class))
                    .returns(paused, Request.Precondition.Same::paused));
  }

  private static ReplicaSet after(Action action, String replicaSet) {
    return Yaml.object(ReplicaSet.class, patched(action, Yaml.tree(replicaSet)));
  }

  private static JsonNode patched(Action action, JsonNode replicaSet) {
    List<JsonNode> read = List.of(Yaml.tree(Shop.ROLLOUT), Yaml.tree(Shop.DEPLOYMENT), replicaSet);
    Request request = Requests.of(action, Snapshots.of(read), Instant.EPOCH);
    return JsonPatch.apply(replicaSet, Json.parse(((Request.Patch) request).json()));
  }

  private static String[] keys(Map<String, String> labels) {
    return labels.keySet().toArray(String[]::new);
  }
}
