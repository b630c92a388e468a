package dev.mulkko.e2e.safety;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.e2e.Lab;
import dev.mulkko.kube.Json;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;

/** A status with nonsense in it. */
final class Corruption {

  private Corruption() {}

  /**
   * Changes the status in the operator's own name, as a broken one would.
   *
   * @param merge as YAML; null takes a field away
   */
  static void of(Lab lab, Rollout rollout, String merge) {
    ObjectNode status = Json.tree(rollout.getStatus()).deepCopy();
    merge(
        status,
        lab.client()
            .getKubernetesSerialization()
            .unmarshal("status: " + merge, ObjectNode.class)
            .withObject("status"));
    ObjectNode sent = JsonNodeFactory.instance.objectNode();
    sent.put("apiVersion", rollout.getApiVersion()).put("kind", rollout.getKind());
    sent.putObject("metadata")
        .put("namespace", rollout.getMetadata().getNamespace())
        .put("name", rollout.getMetadata().getName());
    sent.set("status", status);
    // By hand: the client applies no subresource under a name of one's own.
    HttpClient http = lab.client().getHttpClient();
    HttpResponse<String> answer =
        http.sendAsync(
                http.newHttpRequestBuilder()
                    .uri(
                        "%sapis/mulkko.dev/v1beta1/namespaces/%s/rollouts/%s/status?force=true&fieldManager=%s"
                            .formatted(
                                lab.client().getMasterUrl(),
                                rollout.getMetadata().getNamespace(),
                                rollout.getMetadata().getName(),
                                writerOfStatus(rollout)))
                    .method("PATCH", "application/apply-patch+yaml", sent.toString())
                    .build(),
                String.class)
            .join();
    if (!answer.isSuccessful()) {
      throw new IllegalStateException(answer.code() + " " + answer.body());
    }
  }

  private static void merge(ObjectNode into, ObjectNode news) {
    news.properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                into.remove(field.getKey());
              } else if (field.getValue() instanceof ObjectNode more
                  && into.get(field.getKey()) instanceof ObjectNode old) {
                merge(old, more);
              } else {
                into.set(field.getKey(), field.getValue());
              }
            });
  }

  private static String writerOfStatus(Rollout rollout) {
    return rollout.getMetadata().getManagedFields().stream()
        .filter(entry -> "status".equals(entry.getSubresource()))
        .filter(entry -> "Apply".equals(entry.getOperation()))
        .map(ManagedFieldsEntry::getManager)
        .findFirst()
        .orElseThrow();
  }
}
