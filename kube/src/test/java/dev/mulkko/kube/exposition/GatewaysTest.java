package dev.mulkko.kube.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewaysTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_000);

  @Test
  void aGatewayCountsByTheCodeOfTheAnswer() throws IOException {
    Told told =
        told(
            Gateways.TRAEFIK,
            """
            traefik_service_requests_total{code="200",method="GET",protocol="http",service="a@file"} 90
            traefik_service_requests_total{code="502",method="GET",protocol="http",service="a@file"} 9
            traefik_service_requests_total{code="2",method="POST",protocol="grpc",service="a@file"} 7
            traefik_service_requests_total{code="404",method="GET",protocol="http",service="a@file"} 1
            traefik_service_request_duration_seconds_bucket{code="200",service="a@file",le="0.1"} 80
            """);

    assertThat(told.requests()).isEqualTo(100);
    assertThat(told.failed()).isEqualTo(9);
    assertThat(told.within()).containsEntry(0.1, 80L);
  }

  /** A page that Envoy wrote. Behind dead nobody listens: it has sent nothing there. */
  @Test
  void envoyCountsWhatItAnswersItselfOnceAndAsFailed() throws IOException {
    Told dead = envoy("shop_shop-dead_80");

    assertThat(dead.requests()).isEqualTo(20);
    assertThat(dead.failed()).isEqualTo(20);
    assertThat(dead.within()).isEmpty();
  }

  @Test
  void envoyCountsInMilliseconds() throws IOException {
    Told v2 = envoy("shop_shop-v2_80");

    assertThat(v2.requests()).isEqualTo(24);
    assertThat(v2.failed()).isZero();
    assertThat(v2.within())
        .hasSize(20)
        .containsEntry(0.0005, 19L)
        .containsEntry(0.001, 22L)
        .containsEntry(0.025, 24L)
        .containsEntry(2.5, 24L)
        .containsEntry(Double.POSITIVE_INFINITY, 24L);
  }

  /** By the documented names: a proxy that sends, and what became of it. */
  @ParameterizedTest
  @CsvSource({
    "http, 200, '', false",
    "http, 404, '', false",
    "http, 503, '', true",
    "http, 0, '', true",
    "http, 200, 14, false",
    "grpc, 200, 0, false",
    "grpc, 200, 5, false",
    "grpc, 200, 13, true",
    "grpc, 200, 4, true",
    "grpc, 0, '', true",
  })
  void istioNamesTheStatusOfHttpAndOfGrpc(String protocol, String code, String grpc, boolean failed)
      throws IOException {
    Told told =
        told(
            Gateways.ISTIO,
            """
            istio_requests_total{reporter="source",source_workload="istio-gateway",destination_workload="shop",destination_service="shop-a.shop.svc.cluster.local",destination_service_name="shop-a",destination_service_namespace="shop",request_protocol="%s",response_code="%s",grpc_response_status="%s",response_flags="-",connection_security_policy="unknown"} 7
            istio_request_duration_milliseconds_bucket{reporter="source",destination_service_name="shop-a",request_protocol="http",response_code="200",le="2.5"} 3
            istio_request_duration_milliseconds_sum{reporter="source",destination_service_name="shop-a",request_protocol="http",response_code="200"} 90
            """
                .formatted(protocol, code, grpc));

    assertThat(told.requests()).isEqualTo(7);
    assertThat(told.failed()).isEqualTo(failed ? 7 : 0);
    assertThat(told.within()).containsOnlyKeys(0.0025);
  }

  /** By the documented names, with statuses and with classes of them. */
  @Test
  void ingressNginxNamesTheStatusOrItsClass() throws IOException {
    Told told =
        told(
            Gateways.INGRESS_NGINX,
            """
            nginx_ingress_controller_requests{canary="",controller_class="k8s.io/ingress-nginx",controller_namespace="ingress-nginx",controller_pod="c",ingress="shop",method="GET",namespace="shop",path="/",service="shop",status="200"} 90
            nginx_ingress_controller_requests{canary="",ingress="shop",method="GET",namespace="shop",path="/",service="shop",status="499"} 1
            nginx_ingress_controller_requests{canary="",ingress="shop",method="GET",namespace="shop",path="/",service="shop",status="502"} 5
            nginx_ingress_controller_requests{canary="",ingress="shop",method="POST",namespace="shop",path="/",service="shop",status="5xx"} 4
            nginx_ingress_controller_request_duration_seconds_bucket{canary="",ingress="shop",status="200",le="0.25"} 80
            nginx_ingress_controller_request_duration_seconds_count{canary="",ingress="shop",status="200"} 99
            nginx_ingress_controller_response_duration_seconds_bucket{canary="",ingress="shop",status="200",le="0.25"} 70
            """);

    assertThat(told.requests()).isEqualTo(100);
    assertThat(told.failed()).isEqualTo(9);
    assertThat(told.within()).containsEntry(0.25, 80L);
  }

  private static Told envoy(String cluster) throws IOException {
    String name = "envoy_cluster_name=\"%s\"".formatted(cluster);
    return told(
        Gateways.ENVOY,
        page("envoy.txt")
            .lines()
            .filter(line -> line.contains(name))
            .reduce("", (page, line) -> page + line + "\n"));
  }

  private static String page(String file) {
    try (var stream = GatewaysTest.class.getResourceAsStream("/exposition/" + file)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Told told(Exporter gateway, String page) throws IOException {
    List<Series> series = ExporterTest.series(gateway.names(), page);
    return gateway.told(series, Side.Canary, "gateway", NOW);
  }
}
