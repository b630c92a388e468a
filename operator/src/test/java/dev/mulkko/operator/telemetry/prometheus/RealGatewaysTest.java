package dev.mulkko.operator.telemetry.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Comparison.Source;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.operator.telemetry.Teller.Asked;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages of gateways, as a real Prometheus reads them in the set-ups that are common. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealGatewaysTest {

  private static final String ENVOY =
      """
      envoy_cluster_upstream_rq_xx{envoy_response_code_class="2",envoy_cluster_name="NS_shop-a_80"} 90
      envoy_cluster_upstream_rq_xx{envoy_response_code_class="4",envoy_cluster_name="NS_shop-a_80"} 8
      envoy_cluster_upstream_rq_xx{envoy_response_code_class="5",envoy_cluster_name="NS_shop-a_80"} 2
      envoy_cluster_upstream_rq_xx{envoy_response_code_class="5",envoy_cluster_name="NS_shop-b_80"} 7
      envoy_cluster_upstream_rq_xx{envoy_response_code_class="5",envoy_cluster_name="NS_shop_80"} 500
      envoy_cluster_upstream_rq_xx{envoy_response_code_class="5",envoy_cluster_name="NS_shop-b_80_more"} 500
      envoy_cluster_upstream_rq_xx{envoy_response_code_class="5",envoy_cluster_name="other_shop-b_80"} 500
      envoy_cluster_upstream_rq_time_bucket{envoy_cluster_name="NS_shop-a_80",le="2.5"} 40
      envoy_cluster_upstream_rq_time_bucket{envoy_cluster_name="NS_shop-a_80",le="250"} 97
      envoy_cluster_upstream_rq_time_bucket{envoy_cluster_name="NS_shop-a_80",le="500"} 98
      envoy_cluster_upstream_rq_time_bucket{envoy_cluster_name="NS_shop-a_80",le="+Inf"} 100
      """;

  private static final String ISTIO =
      """
      istio_requests_total{reporter="source",destination_workload="shop",destination_service_namespace="NS",destination_service_name="shop-a",request_protocol="http",response_code="200"} 98
      istio_requests_total{reporter="source",destination_workload="unknown",destination_service_namespace="NS",destination_service_name="shop-a",request_protocol="http",response_code="503",response_flags="UF,URX"} 2
      istio_requests_total{reporter="source",destination_workload="shop",destination_service_namespace="NS",destination_service_name="shop-b",request_protocol="grpc",response_code="200",grpc_response_status="13"} 7
      istio_requests_total{reporter="destination",destination_workload="shop",destination_service_namespace="NS",destination_service_name="shop-b",request_protocol="http",response_code="200"} 500
      istio_requests_total{reporter="source",destination_workload="shop",destination_service_namespace="other",destination_service_name="shop-b",request_protocol="http",response_code="200"} 500
      istio_requests_total{reporter="source",destination_workload="shop",destination_service_namespace="NS",destination_service_name="shop",request_protocol="http",response_code="200"} 500
      istio_request_duration_milliseconds_bucket{reporter="source",destination_service_namespace="NS",destination_service_name="shop-a",request_protocol="http",response_code="200",le="2.5"} 40
      istio_request_duration_milliseconds_bucket{reporter="source",destination_service_namespace="NS",destination_service_name="shop-a",request_protocol="http",response_code="200",le="250"} 97
      istio_request_duration_milliseconds_bucket{reporter="source",destination_service_namespace="NS",destination_service_name="shop-a",request_protocol="http",response_code="200",le="500"} 98
      istio_request_duration_milliseconds_bucket{reporter="source",destination_service_namespace="NS",destination_service_name="shop-a",request_protocol="http",response_code="200",le="+Inf"} 100
      """;

  private static final String NGINX =
      """
      nginx_ingress_controller_requests{namespace="NS",ingress="shop",service="shop",canary="",status="200"} 90
      nginx_ingress_controller_requests{namespace="NS",ingress="shop",service="shop",canary="-",status="502"} 2
      nginx_ingress_controller_requests{namespace="NS",ingress="shop",service="shop",canary="NS-shop-a-80",status="200"} 8
      nginx_ingress_controller_requests{namespace="NS",ingress="shop",service="shop",canary="NS-shop-b-80",status="500"} 7
      nginx_ingress_controller_requests{namespace="NS",ingress="shop",service="shop",canary="NS-shop-c-80",status="500"} 500
      nginx_ingress_controller_requests{namespace="NS",ingress="cart",service="cart",canary="",status="500"} 500
      nginx_ingress_controller_requests{namespace="other",ingress="shop",service="shop",canary="",status="500"} 500
      nginx_ingress_controller_request_duration_seconds_bucket{namespace="NS",ingress="shop",service="shop",canary="",status="200",le="0.0025"} 40
      nginx_ingress_controller_request_duration_seconds_bucket{namespace="NS",ingress="shop",service="shop",canary="",status="200",le="0.25"} 97
      nginx_ingress_controller_request_duration_seconds_bucket{namespace="NS",ingress="shop",service="shop",canary="",status="200",le="0.5"} 98
      nginx_ingress_controller_request_duration_seconds_bucket{namespace="NS",ingress="shop",service="shop",canary="",status="200",le="+Inf"} 100
      """;

  private static final String TRAEFIK =
      """
      traefik_service_requests_total{service="NS-shop-a-80@kubernetescrd",code="200",protocol="http"} 98
      traefik_service_requests_total{service="NS-shop-a-80@kubernetescrd",code="502",protocol="http"} 2
      traefik_service_requests_total{service="httproute-ns-shop-gw-edge-ep-web-0-1f-svc-NS-shop-b-1@kubernetesgateway",code="500",protocol="http"} 7
      traefik_service_requests_total{service="NS-shop-80@kubernetescrd",code="500",protocol="http"} 500
      traefik_service_request_duration_seconds_bucket{service="NS-shop-a-80@kubernetescrd",code="200",protocol="http",le="0.0025"} 40
      traefik_service_request_duration_seconds_bucket{service="NS-shop-a-80@kubernetescrd",code="200",protocol="http",le="0.25"} 97
      traefik_service_request_duration_seconds_bucket{service="NS-shop-a-80@kubernetescrd",code="200",protocol="http",le="0.5"} 98
      traefik_service_request_duration_seconds_bucket{service="NS-shop-a-80@kubernetescrd",code="200",protocol="http",le="+Inf"} 100
      """;

  private static final Map<String, String> PAGES =
      Map.of("Envoy", ENVOY, "Istio", ISTIO, "IngressNginx", NGINX, "Traefik", TRAEFIK);

  /** Labels that Prometheus gives to the gateway. */
  private static final Map<String, String> SET_UPS =
      Map.of(
          "plain",
          "",
          "pod",
          "namespace: gateways, pod: gateway-1",
          "service",
          "namespace: gateways, pod: gateway-1, service: gateway");

  private final ScriptedServer pages;
  private final RunningPrometheus prometheus;

  RealGatewaysTest(@TempDir Path folder) throws IOException {
    pages =
        ScriptedServer.that(
            exchange -> {
              String[] path = exchange.getRequestURI().getPath().split("/", -1);
              exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
              byte[] bytes = PAGES.getOrDefault(path[1], "").replace("NS", path[2]).getBytes(UTF_8);
              exchange.sendResponseHeaders(200, bytes.length);
              exchange.getResponseBody().write(bytes);
            });
    prometheus = RunningPrometheus.in(folder, configuration());
  }

  /** The name of the set-up is the namespace of the shop too, so that each is seen alone. */
  private String configuration() {
    return "scrape_configs:\n"
        + PAGES.keySet().stream()
            .flatMap(page -> SET_UPS.keySet().stream().map(setUp -> job(page, setUp)))
            .collect(Collectors.joining());
  }

  private String job(String page, String setUp) {
    return """
    - job_name: %1$s-%2$s
      scrape_interval: 1s
      scrape_timeout: 1s
      metrics_path: /%1$s/%2$s
      static_configs: [{targets: ["%3$s"], labels: {%4$s}}]
    """
        .formatted(page, setUp, pages.address().getAuthority(), SET_UPS.get(setUp));
  }

  @AfterAll
  void stop() {
    prometheus.close();
    pages.close();
  }

  /** All that is of other Services, other namespaces or other proxies has 500 requests. */
  @ParameterizedTest
  @MethodSource("all")
  void bothVersionsAreToldApart(Source source, String setUp) {
    PrometheusCounters counters = counters(source, setUp);
    Told canary = told(counters, Side.Canary, Optional.empty());
    Told stable = told(counters, Side.Stable, Optional.empty());

    assertThat(List.of(canary.requests(), canary.failed())).containsExactly(7L, 7L);
    assertThat(List.of(stable.requests(), stable.failed())).containsExactly(100L, 2L);
    assertThat(stable.within())
        .isEqualTo(
            new TreeMap<>(
                Map.of(0.0025, 40L, 0.25, 97L, 0.5, 98L, Double.POSITIVE_INFINITY, 100L)));
    assertThat(canary.within()).isEmpty();
  }

  private static Stream<Arguments> all() {
    return PAGES.keySet().stream()
        .sorted()
        .flatMap(page -> SET_UPS.keySet().stream().sorted().map(setUp -> arguments(page, setUp)));
  }

  /** As they are written in the unit of the gateway; the others are not sent at all. */
  @ParameterizedTest
  @EnumSource(names = {"Envoy", "Istio", "IngressNginx", "Traefik"})
  void ofBucketsThoseThatMatterAreAskedFor(Source source) {
    PrometheusCounters counters = counters(source, "plain");

    Told stable = told(counters, Side.Stable, Optional.of(List.of(0.0025, 0.25)));

    assertThat(stable.requests()).isEqualTo(100);
    assertThat(stable.within())
        .isEqualTo(new TreeMap<>(Map.of(0.0025, 40L, 0.25, 97L, Double.POSITIVE_INFINITY, 100L)));
  }

  private PrometheusCounters counters(Source source, String namespace) {
    PrometheusApi api = Apis.at(prometheus.address(), Clock.systemUTC());
    return PrometheusCounters.ofGateway(api, namespace + "/shop", namespace, source);
  }

  private static Told told(PrometheusCounters counters, Side side, Optional<List<Double>> edges) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                counters.hear(asked(edges)).told().stream()
                    .filter(told -> told.side() == side)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static Asked asked(Optional<List<Double>> edges) {
    return new Asked(
        new Watch(Comparison.DEFAULT, "shop", "a", "b", Instant.EPOCH, Optional.empty(), List.of()),
        List.of(),
        edges,
        Duration.ofSeconds(5));
  }
}
