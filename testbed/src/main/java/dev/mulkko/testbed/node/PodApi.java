package dev.mulkko.testbed.node;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The two writes a kubelet makes to a pod. Each is one request, hits only the pod with that UID,
 * and is not retried here. They are put together by hand since the client's {@code patch} reads the
 * object first.
 */
final class PodApi {

  private static final int TIMEOUT_SECONDS = 5;

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
   * @return false if the pod is no more
   * @throws IOException if it could not be written, but might be later
   */
  boolean writeStatus(Pod pod, PodStatus status) throws IOException {
    var patch =
        new PodBuilder()
            .withNewMetadata()
            .withUid(pod.getMetadata().getUid())
            .endMetadata()
            .withStatus(status)
            .build();
    return send(
        request(pod, "/status").patch("application/strategic-merge-patch+json", json(patch)));
  }

  /**
   * Deletes a pod that has ended, at once.
   *
   * @throws IOException if it could not be deleted, but might be later
   */
  void remove(Pod pod) throws IOException {
    var options =
        new DeleteOptionsBuilder()
            .withApiVersion("v1")
            .withKind("DeleteOptions")
            .withGracePeriodSeconds(0L)
            .withNewPreconditions(null, pod.getMetadata().getUid())
            .build();
    var _ = send(request(pod, "").delete("application/json", json(options)));
  }

  private HttpRequest.Builder request(Pod pod, String subresource) {
    ObjectMeta meta = pod.getMetadata();
    String path = "api/v1/namespaces/%s/pods/%s".formatted(meta.getNamespace(), meta.getName());
    return client
        .getHttpClient()
        .newHttpRequestBuilder()
        .uri(client.getMasterUrl() + path + subresource);
  }

  private String json(Object object) {
    return client.getKubernetesSerialization().asJson(object);
  }

  /** False if there is no such pod. */
  private boolean send(HttpRequest.Builder request) throws IOException {
    slots.acquireUninterruptibly();
    try {
      HttpResponse<String> answer =
          client
              .getHttpClient()
              .sendAsync(request.timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).build(), String.class)
              .join();
      if (!answer.isSuccessful() && answer.code() != 404) {
        throw new IOException(answer.code() + " " + answer.body());
      }
      return answer.isSuccessful();
    } catch (CompletionException e) {
      throw new IOException(e.getCause());
    } finally {
      slots.release();
    }
  }
}
