package dev.mulkko.e2e.docs;

import com.sun.net.httpserver.HttpExchange;
import dev.mulkko.e2e.LoopbackServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What gateways, kubelets and the code of others tell Prometheus, of whatever pods and Services
 * there are: every version gets requests and answers them well. No request is sent.
 */
final class Exporters implements AutoCloseable {

  private static final int REQUESTS_PER_SECOND = 50;

  private static final String OF_POD =
      """
      http_server_requests_seconds_count{namespace="NS",pod="IT",outcome="SUCCESS",uri="/checkout"} COUNT
      http_server_requests_seconds_bucket{namespace="NS",pod="IT",uri="/checkout",le="0.1"} COUNT
      http_server_requests_seconds_bucket{namespace="NS",pod="IT",uri="/checkout",le="+Inf"} COUNT
      work_queue_depth{namespace="NS",pod="IT",queue="orders"} 3
      container_memory_working_set_bytes{namespace="NS",pod="IT",container="shop"} 10000000
      """;

  /** The user's own Service is nobody's canary. */
  private static final String OF_SERVICE =
      """
      istio_requests_total{reporter="source",destination_service_namespace="NS",destination_service_name="IT",request_protocol="http",response_code="200"} COUNT
      envoy_cluster_upstream_rq_xx{envoy_response_code_class="2",envoy_cluster_name="NS_IT_80"} COUNT
      nginx_ingress_controller_requests{namespace="NS",ingress="shop",service="shop",canary="CANARY",status="200"} COUNT
      """;

  private final KubernetesClient client;
  private final List<String> namespaces;
  private final LoopbackServer server = LoopbackServer.at("/metrics", this::answer);
  private final Map<String, Instant> since = new ConcurrentHashMap<>();

  Exporters(KubernetesClient client, List<String> namespaces) {
    this.client = client;
    this.namespaces = namespaces;
  }

  /** Host and port. */
  String address() {
    return server.address().getAuthority();
  }

  private void answer(HttpExchange exchange) throws IOException {
    LoopbackServer.send(exchange, 200, "text/plain; version=0.0.4", page());
  }

  private String page() {
    return namespaces.stream().flatMap(this::of).collect(Collectors.joining());
  }

  private Stream<String> of(String namespace) {
    return Stream.concat(
        client.pods().inNamespace(namespace).list().getItems().stream()
            .map(pod -> counted(OF_POD, pod)),
        client.services().inNamespace(namespace).list().getItems().stream()
            .map(service -> counted(OF_SERVICE, service)));
  }

  private String counted(String lines, HasMetadata of) {
    String namespace = of.getMetadata().getNamespace();
    String name = of.getMetadata().getName();
    Instant now = Instant.now();
    Instant begin = since.computeIfAbsent(of.getMetadata().getUid(), _ -> now);
    long count = Duration.between(begin, now).toMillis() * REQUESTS_PER_SECOND / 1000;
    return lines
        .replace("CANARY", name.equals("shop") ? "" : "%s-%s-80".formatted(namespace, name))
        .replace("COUNT", Long.toString(count))
        .replace("NS", namespace)
        .replace("IT", name);
  }

  @Override
  public void close() {
    server.close();
  }
}
