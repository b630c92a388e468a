package dev.mulkko.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.operator.cluster.ApiServer;
import dev.mulkko.operator.cluster.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole process but its main method. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class ReadinessTest {

  private static final String KUBECONFIG = "kubeconfig";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Shop shop;
  private final Wiring wiring;

  ReadinessTest(ApiServer server, @TempDir Path dir) throws IOException {
    shop = Shop.on(server);
    Path kubeconfig = Files.writeString(dir.resolve("kubeconfig"), server.kubeconfig());
    System.setProperty(KUBECONFIG, kubeconfig.toString());
    wiring =
        Wiring.of(
            OperatorConfig.from(
                Map.of(
                    "MULKKO_NAMESPACES", shop.namespace(),
                    "MULKKO_METRICS_PORT", "0",
                    "MULKKO_PROBES_PORT", "0")));
  }

  @AfterEach
  void stop() {
    wiring.stop();
    System.clearProperty(KUBECONFIG);
    client.close();
  }

  @Test
  void onceItsCachesAreFilledItIsReadyAndLooksAtRollouts() throws Exception {
    wiring.start();
    assertThat(get(wiring.probesPort(), "/livez").statusCode()).isEqualTo(200);
    await().until(() -> get(wiring.probesPort(), "/readyz").statusCode() == 200);
    shop.createRollout("shop");
    await()
        .untilAsserted(
            () ->
                assertThat(get(wiring.metricsPort(), "/metrics").body())
                    .containsPattern(
                        "mulkko_transitions_total[{]reason=\"WorkloadMissing\"[}] [1-9]")
                    .containsPattern("mulkko_passes_total[{]phase=\"Stalled\"[}] [1-9]"));
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:%d%s".formatted(port, path));
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
