package dev.mulkko.e2e.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.MetricProviderSpec;
import dev.mulkko.api.v1beta1.ProviderCredentials;
import dev.mulkko.api.v1beta1.ProviderQuery;
import dev.mulkko.api.v1beta1.SecretKey;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Product;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real Prometheus behind a door that only a token opens; at first it does not, and repeats the
 * token in its error.
 */
final class GuardedPrometheus implements AutoCloseable {

  private static final int REPEATS = 4;

  private final AtomicInteger repeated = new AtomicInteger();
  private final URI prometheus;
  private final HttpServer door;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private GuardedPrometheus(URI prometheus, HttpServer door) {
    this.prometheus = prometheus;
    this.door = door;
  }

  static GuardedPrometheus of(URI prometheus) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      GuardedPrometheus guarded = new GuardedPrometheus(prometheus, HttpServer.create(address, 0));
      guarded.door.createContext("/", guarded::pass);
      guarded.door.setExecutor(guarded.threads);
      guarded.door.start();
      return guarded;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] form = exchange.getRequestBody().readAllBytes();
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      if (!("Bearer " + Product.TOKEN).equals(shown)) {
        answer(exchange, 401, new byte[0]);
        return;
      }
      if (repeated.incrementAndGet() <= REPEATS) {
        answer(
            exchange,
            503,
            "{\"status\":\"error\",\"errorType\":\"internal\",\"error\":\"no session of %s\"}"
                .formatted(shown)
                .getBytes(UTF_8));
        return;
      }
      HttpRequest request =
          HttpRequest.newBuilder(prometheus.resolve(exchange.getRequestURI()))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofByteArray(form))
              .build();
      HttpResponse<byte[]> said = client.send(request, BodyHandlers.ofByteArray());
      answer(exchange, said.statusCode(), said.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
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
            "http://127.0.0.1:%d".formatted(door.getAddress().getPort()),
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
    door.stop(0);
    threads.shutdownNow();
    client.close();
  }
}
