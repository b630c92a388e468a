package dev.mulkko.e2e.release;

import com.sun.net.httpserver.HttpExchange;
import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.MetricProviderSpec;
import dev.mulkko.api.v1beta1.ProviderCredentials;
import dev.mulkko.api.v1beta1.ProviderQuery;
import dev.mulkko.api.v1beta1.SecretKey;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.LoopbackServer;
import dev.mulkko.e2e.Product;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real Prometheus behind a door that only a token opens; at first it does not, and repeats the
 * token in its error.
 */
final class GuardedPrometheus implements AutoCloseable {

  private static final int REPEATS = 4;

  private final AtomicInteger repeated = new AtomicInteger();
  private final URI prometheus;
  private final LoopbackServer door = LoopbackServer.at("/", this::pass);
  private final HttpClient client = HttpClient.newHttpClient();

  GuardedPrometheus(URI prometheus) {
    this.prometheus = prometheus;
  }

  private void pass(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] form = exchange.getRequestBody().readAllBytes();
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + Product.TOKEN).equals(shown)) {
      LoopbackServer.send(exchange, 401, new byte[0]);
      return;
    }
    if (repeated.incrementAndGet() <= REPEATS) {
      LoopbackServer.send(
          exchange,
          503,
          "application/json",
          "{\"status\":\"error\",\"errorType\":\"internal\",\"error\":\"no session of %s\"}"
              .formatted(shown));
      return;
    }
    HttpRequest request =
        HttpRequest.newBuilder(prometheus.resolve(exchange.getRequestURI()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofByteArray(form))
            .build();
    HttpResponse<byte[]> said = client.send(request, BodyHandlers.ofByteArray());
    LoopbackServer.send(exchange, said.statusCode(), said.body());
  }

  /** What its administrator creates: a Secret beside the operator, and the provider itself. */
  void install(KubernetesClient client, String name, String query) {
    Product.applySecret(client);
    client.resource(provider(name, query)).create();
  }

  /** The administrator writes another query. */
  void correct(KubernetesClient client, String name, String query) {
    client
        .resources(MetricProvider.class)
        .withName(name)
        .edit(
            before -> {
              before.setSpec(provider(name, query).getSpec());
              return before;
            });
  }

  private MetricProvider provider(String name, String query) {
    MetricProvider provider = new MetricProvider();
    provider.setMetadata(new ObjectMetaBuilder().withName(name).build());
    provider.setSpec(
        new MetricProviderSpec(
            door.address().toString(),
            new ProviderCredentials(new SecretKey(Product.SECRET, null), null, null),
            null,
            null,
            null,
            null,
            null,
            "Refused",
            List.of(new ProviderQuery("latency", query, List.of(), null, null, "1s"))));
    return provider;
  }

  /** Of an operator that has no server but this one. */
  static Map<String, String> environment() {
    return Map.of(
        "MULKKO_PROMETHEUS_URL", "",
        "MULKKO_SECRETS_NAMESPACE", Lab.SYSTEM,
        "MULKKO_PROVIDER_LOOPBACK", "Allow");
  }

  boolean hasRepeatedTheToken() {
    return repeated.get() >= REPEATS;
  }

  @Override
  public void close() {
    door.close();
    client.close();
  }
}
