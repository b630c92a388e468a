package dev.mulkko.e2e.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Its HTTP API, as Grafana uses it. */
record Prometheus(URI address, Instant begin) {

  /**
   * Whether there was a number at any moment since the beginning.
   *
   * @throws IllegalStateException when the query is not understood
   */
  boolean shows(String query) {
    String path =
        "/api/v1/query_range?start=%d&end=%d&step=1&query=%s"
            .formatted(
                begin.getEpochSecond(),
                Instant.now().getEpochSecond(),
                URLEncoder.encode(query, StandardCharsets.UTF_8));
    JsonNode answer = get(path);
    if (!answer.path("status").asText().equals("success")) {
      throw new IllegalStateException("%s: %s".formatted(query, answer.path("error").asText()));
    }
    return answer
        .at("/data/result")
        .valueStream()
        .flatMap(series -> series.path("values").valueStream())
        .map(point -> point.path(1).asText())
        .anyMatch(value -> !value.equals("NaN"));
  }

  private JsonNode get(String path) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
      return Json.parse(client.sendAsync(request, BodyHandlers.ofString()).join().body());
    }
  }
}
