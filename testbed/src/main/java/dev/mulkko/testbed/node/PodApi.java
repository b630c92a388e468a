package dev.mulkko.testbed.node;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The two writes a kubelet makes to a pod. Each is one request, hits only the pod with that UID,
 * and is not retried here. They are put together by hand since the client's {@code patch} reads the
 * object first.
 */
final class PodApi {

  private final KubernetesClient client;
  // All pods share one HTTP/2 connection, on which the client fails beyond the server's limit of
  // streams.
  private final Semaphore slots = new Semaphore(16);

  PodApi(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Writes the status; conditions of others stay.
   *
   * @throws IOException if it could not be written, but might be later
   */
  void writeStatus(Pod pod, PodStatus status) throws IOException {
    var patch = Map.of("metadata", Map.of("uid", pod.getMetadata().getUid()), "status", status);
    send(pod, "/status", "PATCH", "application/strategic-merge-patch+json", patch);
  }

  /**
   * Deletes a pod that has ended, at once.
   *
   * @throws IOException if it could not be deleted, but might be later
   */
  void remove(Pod pod) throws IOException {
    var thisOne = Map.of("uid", pod.getMetadata().getUid());
    var options = Map.of("gracePeriodSeconds", 0, "preconditions", thisOne);
    send(pod, "", "DELETE", "application/json", options);
  }

  /** Does nothing if there is no such pod. */
  private void send(Pod pod, String subresource, String method, String type, Object body)
      throws IOException {
    ObjectMeta meta = pod.getMetadata();
    String path = "api/v1/namespaces/%s/pods/%s".formatted(meta.getNamespace(), meta.getName());
    HttpClient http = client.getHttpClient();
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(client.getMasterUrl() + path + subresource)
            .method(method, type, client.getKubernetesSerialization().asJson(body))
            .timeout(5, TimeUnit.SECONDS)
            .build();
    slots.acquireUninterruptibly();
    try {
      HttpResponse<String> answer = http.sendAsync(request, String.class).join();
      if (!answer.isSuccessful() && answer.code() != 404) {
        throw new IOException(answer.code() + " " + answer.body());
      }
    } catch (CompletionException e) {
      throw new IOException(e.getCause());
    } finally {
      slots.release();
    }
  }
}
