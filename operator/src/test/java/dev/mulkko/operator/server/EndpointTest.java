package dev.mulkko.operator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  private final AtomicBoolean ready = new AtomicBoolean();
  private final Endpoint endpoint =
      Endpoint.on(0).metrics("/metrics", "passes 3 as %s"::formatted).check("/readyz", ready::get);
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    endpoint.start();
  }

  @AfterEach
  void stop() {
    endpoint.stop();
    client.close();
  }

  @Test
  void textIsAnsweredAsPrometheusWantsIt() throws Exception {
    HttpResponse<String> answer = send("GET", "/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("passes 3 as text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/openmetrics-text",
        "application/OpenMetrics-Text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "text/plain, application/openmetrics-text ; version=0.0.1",
        "application/vnd.google.protobuf;q=0.6,application/openmetrics-text;version=1.0.0;q=0.05",
      })
  void whoTakesOpenMetricsGetsIt(String accept) throws Exception {
    HttpResponse<String> answer = send("GET", "/metrics", "Accept", accept);
    assertThat(answer.body())
        .isEqualTo("passes 3 as application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "text/plain;version=0.0.4",
        "application/openmetrics-text;q=0,text/plain",
        "application/openmetrics-text; version=1.0.0; q=0.0",
        "application/openmetrics-textual",
      })
  void whoDoesNotNameItGetsText(String accept) throws Exception {
    assertThat(send("GET", "/metrics", "Accept", accept).headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void aCheckAnswersAsItHolds() throws Exception {
    assertThat(send("GET", "/readyz").statusCode()).isEqualTo(503);
    ready.set(true);
    assertThat(send("GET", "/readyz").statusCode()).isEqualTo(200);
    ready.set(false);
    assertThat(send("GET", "/readyz").statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void nothingButGetIsAnswered(String method) throws Exception {
    assertThat(send(method, "/metrics").statusCode()).isEqualTo(405);
    assertThat(send(method, "/readyz").statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nothing", "/readyz/more", "/readyzz", "/metricsandmore"})
  void aPathThatNobodyNamedIsNotFound(String path) throws Exception {
    ready.set(true);
    assertThat(send("GET", path).statusCode()).isEqualTo(404);
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    assertThatThrownBy(() -> Endpoint.on(endpoint.port()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("port %d cannot be opened", endpoint.port());
  }

  @Test
  void afterItsEndThePortIsFree() {
    endpoint.stop();
    assertThatThrownBy(() -> send("GET", "/metrics")).isInstanceOf(ConnectException.class);
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + endpoint.port() + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
