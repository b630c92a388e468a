package dev.mulkko.operator.telemetry.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpHandler;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Comparison.Source;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Teller.Asked;
import dev.mulkko.operator.telemetry.Teller.Heard;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusCountersTest {

  private static final Instant STARTED = Instant.ofEpochSecond(2_000);
  private static final List<Target> PODS =
      List.of(
          new Target(Side.Canary, "shop-b-1", "10.1.0.2", 8080),
          new Target(Side.Stable, "shop-a.1", "10.1.0.1", 8080));

  @Test
  void rawSamplesOfThePodsAreAskedFor() throws IOException {
    assertThat(query(asked(Optional.empty())))
        .isEqualTo(
            "{__name__=~\"grpc_server_handled_total|grpc_server_handling_seconds_bucket"
                + "|http_server_request_duration_seconds_bucket"
                + "|http_server_request_duration_seconds_count"
                + "|http_server_requests_seconds_bucket|http_server_requests_seconds_count"
                + "|process_start_time_seconds\", namespace=\"ns\", pod=~\"shop-a[.]1|shop-b-1\","
                + " uri!~\"/actuator.*\", http_route!~\"/actuator.*\","
                + " grpc_service!=\"grpc.health.v1.Health\"}[2m]");
  }

  @Test
  void onceItIsKnownWhichEdgesMatterOthersAreNotAskedFor() throws IOException {
    assertThat(query(asked(Optional.of(List.of(0.25, 1.0)))))
        .contains(", le=~\"|[+]Inf|0[.]250*|1([.]0+)?\"}");
  }

  @Test
  void eachSampleOfAPodIsTold() throws IOException {
    Heard heard =
        heard(
            asked(Optional.empty()),
            """
            {"metric":{"__name__":"http_server_requests_seconds_count","pod":"shop-b-1","status":"200"},
             "values":[[1000.5,"10"],[1015.5,"25"]]},
            {"metric":{"__name__":"http_server_requests_seconds_count","pod":"shop-b-1","status":"500"},
             "values":[[1015.5,"5"]]},
            {"metric":{"__name__":"http_server_requests_seconds_bucket","pod":"shop-b-1","le":"+Inf"},
             "values":[[1000.5,"10"]]},
            {"metric":{"__name__":"process_start_time_seconds","pod":"shop-b-1"},
             "values":[[1000.5,"900"],[1015.5,"900"]]},
            {"metric":{"__name__":"http_server_requests_seconds_count","pod":"another","status":"200"},
             "values":[[1000.5,"10"]]}
            """);

    Instant began = Instant.ofEpochSecond(900);
    TreeMap<Double, Long> timed = new TreeMap<>();
    timed.put(Double.POSITIVE_INFINITY, 10L);
    assertThat(heard.told())
        .containsExactly(
            new Told(Side.Canary, "shop-b-1", at(1000.5), began, 10, 0, timed),
            new Told(Side.Canary, "shop-b-1", at(1015.5), began, 30, 5, new TreeMap<>()));
    assertThat(heard.due()).containsExactlyInAnyOrder("shop-b-1", "shop-a.1");
    assertThat(heard.patience()).isEqualTo(Duration.ofSeconds(45));
    assertThat(heard.from()).isEqualTo("Prometheus");
  }

  /** Its first failures are those that must not be lost. */
  @ParameterizedTest
  @ValueSource(strings = {"service", "exported_service"})
  void aVersionThatTraefikDoesNotKnowYetHasCountedNothing(String label) throws IOException {
    String series =
        """
        {"metric":{"__name__":"traefik_service_requests_total","instance":"t","code":"200","%1$s":"ns-shop-a-80@kubernetescrd"},
         "values":[[1000,"10"],[1015,"20"]]},
        {"metric":{"__name__":"traefik_service_requests_total","instance":"t","code":"500","%1$s":"httproute-ns-shop-gw-edge-ep-web-0-1f-svc-ns-shop-b-1@kubernetesgateway"},
         "values":[[1015,"7"]]}
        """
            .formatted(label);
    boolean first = label.equals("service");
    try (ScriptedServer server = ScriptedServer.that(has(label, answer(series)))) {
      PrometheusCounters traefik =
          PrometheusCounters.ofGateway(api(server), "ns/shop", "ns", Source.Traefik);
      if (!first) {
        assertThat(traefik.hear(asked(Optional.empty())).told()).isEmpty();
      }
      Heard heard = traefik.hear(asked(Optional.empty()));

      assertThat(heard.told())
          .extracting(Told::side, told -> told.at().getEpochSecond(), Told::requests, Told::failed)
          .containsExactlyInAnyOrder(
              tuple(Side.Canary, 1000L, 0L, 0L),
              tuple(Side.Canary, 1015L, 7L, 7L),
              tuple(Side.Stable, 1000L, 10L, 0L),
              tuple(Side.Stable, 1015L, 20L, 0L));
      assertThat(heard.due()).isEmpty();
    }
  }

  /** Each look costs one question, and the answer to the last one says which is the next. */
  @Test
  void ofTwoNamesTheOneThatHasDataIsAskedForFromThenOn() throws IOException {
    String series =
        """
        {"metric":{"__name__":"x","instance":"t","exported_service":"ns-shop-a-80@kubernetescrd"},
         "values":[[1000,"10"]]}
        """;
    try (ScriptedServer server = ScriptedServer.that(has("exported_service", answer(series)))) {
      PrometheusCounters traefik =
          PrometheusCounters.ofGateway(api(server), "ns/shop", "ns", Source.Traefik);
      for (int i = 0; i < 4; i++) {
        traefik.hear(asked(Optional.empty()));
      }

      assertThat(server.requests().stream().map(PrometheusCountersTest::labels))
          .containsExactly("service", "exported_service", "exported_service", "exported_service");
    }
  }

  /** A collector that tells of pods has a pod too, and Prometheus gives that the name. */
  @Test
  void podsOfWhichAnotherTellsAreFound() throws IOException {
    String series =
        """
        {"metric":{"__name__":"http_server_requests_seconds_count","pod":"collector-1","exported_pod":"shop-b-1","status":"500"},
         "values":[[1000,"10"]]}
        """;
    try (ScriptedServer server = ScriptedServer.that(has("exported_pod", answer(series)))) {
      PrometheusCounters pods = PrometheusCounters.ofPods(api(server), "ns/shop", "ns");

      assertThat(pods.hear(asked(Optional.empty())).told()).isEmpty();
      assertThat(pods.hear(asked(Optional.empty())).told())
          .extracting(Told::side, Told::target, Told::requests, Told::failed)
          .containsExactly(tuple(Side.Canary, "shop-b-1", 10L, 10L));
      pods.past(asked(Optional.empty()));
      assertThat(server.requests()).hasSize(3);
      assertThat(decoded(List.copyOf(server.requests()).getLast().body()))
          .contains("sum by (__name__, exported_pod, le,", "exported_namespace=\"ns\"");
    }
  }

  private static String labels(ScriptedServer.Request request) {
    return decoded(request.body()).replaceAll("(?s).*\", (\\w+)=~\"\\(.*", "$1");
  }

  private static String decoded(String body) {
    return URLDecoder.decode(body, UTF_8);
  }

  /** Series are there by one name alone. */
  private static HttpHandler has(String label, String series) {
    return exchange -> {
      String body = decoded(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      boolean asked = body.contains(" %s=~".formatted(label));
      ScriptedServer.says(200, asked ? series : answer("")).handle(exchange);
    };
  }

  @Test
  void aServerThatDoesNotAnswerTellsNothingAndWhyIsSaid() throws IOException {
    try (ScriptedServer server = ScriptedServer.that(ScriptedServer.says(503, "busy"))) {
      Heard heard =
          PrometheusCounters.ofPods(api(server), "ns/shop", "ns").hear(asked(Optional.empty()));

      assertThat(heard.told()).isEmpty();
      assertThat(heard.from()).isEqualTo("Prometheus: Prometheus answers 503");
    }
  }

  @Test
  void nonsenseTellsNothing() throws IOException {
    Heard heard =
        heard(
            asked(Optional.empty()),
            """
            {"metric":{"__name__":"http_server_requests_seconds_count","pod":"shop-b-1","status":"200"},
             "values":[[1000,"NaN"],["x","10"],[],[1000,"-1"],[1000,"+Inf"]]},
            {"metric":{}, "values":7},
            7
            """);

    assertThat(heard.told()).isEmpty();
  }

  @Test
  void thePastOfStableIsTheHalfHourBeforeTheRollout() throws IOException {
    try (ScriptedServer server = ScriptedServer.that(ScriptedServer.says(200, answer("")))) {
      PrometheusCounters.ofPods(api(server), "ns/shop", "ns")
          .past(asked(Optional.of(List.of(0.5))));
      ScriptedServer.Request request = server.requests().remove();

      assertThat(request.uri()).hasToString("/api/v1/query_range");
      assertThat(URLDecoder.decode(request.body(), UTF_8).split("&"))
          .contains(
              "start=200.000",
              "end=2000.000",
              "step=15s",
              "query=sum by (__name__, pod, le, error_type, grpc_code, http_response_status_code,"
                  + " outcome, status) ({__name__=~\"grpc_server_handled_total"
                  + "|grpc_server_handling_seconds_bucket"
                  + "|http_server_request_duration_seconds_bucket"
                  + "|http_server_request_duration_seconds_count"
                  + "|http_server_requests_seconds_bucket|http_server_requests_seconds_count\","
                  + " namespace=\"ns\", pod=~\"shop-a[.]1\", uri!~\"/actuator.*\","
                  + " http_route!~\"/actuator.*\", grpc_service!=\"grpc.health.v1.Health\","
                  + " le=~\"|[+]Inf|0[.]50*\"})");
    }
  }

  private static Asked asked(Optional<List<Double>> edges) {
    Watch watch =
        new Watch(Comparison.DEFAULT, "shop", "a", "b", STARTED, Optional.empty(), List.of());
    return new Asked(watch, PODS, edges, Duration.ofSeconds(5));
  }

  private static String query(Asked asked) throws IOException {
    try (ScriptedServer server = ScriptedServer.that(ScriptedServer.says(200, answer("")))) {
      PrometheusCounters.ofPods(api(server), "ns/shop", "ns").hear(asked);
      String body = server.requests().remove().body();
      return URLDecoder.decode(body.substring("query=".length()), UTF_8);
    }
  }

  private static Heard heard(Asked asked, String series) throws IOException {
    try (ScriptedServer server = ScriptedServer.that(ScriptedServer.says(200, answer(series)))) {
      return PrometheusCounters.ofPods(api(server), "ns/shop", "ns").hear(asked);
    }
  }

  private static PrometheusApi api(ScriptedServer server) {
    return Apis.within(Duration.ofMinutes(1), server.address(), Clock.systemUTC());
  }

  private static String answer(String series) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[%s]}}"
        .formatted(series);
  }

  private static Instant at(double seconds) {
    return Instant.ofEpochMilli(Math.round(seconds * 1e3));
  }
}
