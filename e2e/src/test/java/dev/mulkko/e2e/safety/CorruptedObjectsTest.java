package dev.mulkko.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Wait;
import dev.mulkko.kube.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What we keep in objects is taken away or made nonsense, at half of the traffic and while no
 * operator runs. The next one puts it right or says what is wrong, and an abort works as ever.
 */
@Tag("cluster")
final class CorruptedObjectsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final List<Nonsense> ALL =
      List.of(
          mended("Rollout", "shop", "metadata: {finalizers: null}"),
          mended("ReplicaSet", "shop-CANARY", "metadata: {ownerReferences: null}"),
          mended("ReplicaSet", "shop-CANARY", "metadata: {labels: {mulkko.dev/rollout: null}}"),
          mended("ReplicaSet", "shop-STABLE", "metadata: {ownerReferences: null}"),
          mended("Deployment", "shop", "metadata: {annotations: {mulkko.dev/held-by: null}}"),
          mended("Service", "shop-STABLE", "metadata: {labels: {mulkko.dev/rollout: null}}"),
          borne("ReplicaSet", "shop-CANARY", "metadata: {labels: {mulkko.dev/revision: nonsense}}"),
          borne(
              "ReplicaSet",
              "shop-STABLE",
              "metadata: {annotations: {deployment.kubernetes.io/revision: nonsense}}"),
          borne("Deployment", "shop", "metadata: {annotations: {mulkko.dev/held-by: another}}"),
          borne("Service", "shop-CANARY", "metadata: {ownerReferences: null}"),
          borne("Service", "shop-CANARY", "spec: {selector: {pod-template-hash: nonsense}}"),
          borne(
              "HTTPRoute", "shop", "metadata: {annotations: {mulkko.dev/restore-shop: nonsense}}"),
          borne("HTTPRoute", "shop", "metadata: {annotations: {mulkko.dev/restore-shop: null}}"));

  /**
   * A part of an object that is not what it was.
   *
   * @param merge of the nonsense, as YAML
   * @param mended whether it is put back before anything else; otherwise it does no harm
   */
  private record Nonsense(String kind, String name, String merge, boolean mended) {}

  private static Nonsense mended(String kind, String name, String merge) {
    return new Nonsense(kind, name, merge, true);
  }

  private static Nonsense borne(String kind, String name, String merge) {
    return new Nonsense(kind, name, merge, false);
  }

  @Test
  void whateverStandsInObjectsStableIsFoundAndAnAbortWorks() throws Exception {
    AtHalf.each(ALL, CorruptedObjectsTest::survives);
  }

  private static void survives(Drill drill, Nonsense nonsense) {
    try {
      drill.release("v2", Map.of());
      RolloutStatus before = drill.awaitPauseAt("50%");
      Resource<GenericKubernetesResource> object = object(drill, nonsense, before);
      JsonNode marks = marks(object);
      drill.inBetween(
          () -> {
            var _ = object.patch(PatchContext.of(PatchType.JSON_MERGE), json(nonsense.merge));
            drill.excuseOthers();
          });
      drill.awaitLooked();
      if (nonsense.mended) {
        Wait.until(LIMIT, nonsense + " is mended", () -> marks(object).equals(marks));
      }
      drill.play();
      assertThat(drill.shop().status().stable()).isEqualTo(before.stable());
      drill.assertNothingBroken();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "%s: %s, %s".formatted(nonsense, e.getMessage(), drill.shop().status()), e);
    }
  }

  private static Resource<GenericKubernetesResource> object(
      Drill drill, Nonsense nonsense, RolloutStatus before) {
    ResourceDefinitionContext kind =
        EndState.KINDS.stream()
            .filter(one -> one.getKind().equals(nonsense.kind))
            .findFirst()
            .orElseThrow();
    return SharedLab.lab()
        .client()
        .genericKubernetesResources(kind)
        .inNamespace(drill.shop().namespace())
        .withName(filled(nonsense.name, before));
  }

  /** What is known of it by its metadata. */
  private static JsonNode marks(Resource<GenericKubernetesResource> object) {
    ObjectMeta metadata = object.get().getMetadata();
    return Json.tree(
        Map.of(
            "labels", or(metadata.getLabels()),
            "annotations", or(metadata.getAnnotations()),
            "finalizers", metadata.getFinalizers(),
            "owners", metadata.getOwnerReferences()));
  }

  private static Map<String, String> or(@Nullable Map<String, String> some) {
    return some == null ? Map.of() : some;
  }

  private static String json(String yaml) {
    return Serialization.asJson(Serialization.unmarshal(yaml, Map.class));
  }

  private static String filled(String text, RolloutStatus status) {
    return text.replace("STABLE", String.valueOf(status.stable()))
        .replace("CANARY", String.valueOf(status.canary()));
  }
}
