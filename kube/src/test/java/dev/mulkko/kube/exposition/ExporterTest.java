package dev.mulkko.kube.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExporterTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_000);

  @Test
  void requestsAndFailuresOfAllAddressesAreAdded() throws IOException {
    Told told =
        read(
            Exporter.MICROMETER,
            """
            http_server_requests_seconds_count{outcome="SUCCESS",status="200",uri="/a"} 100
            http_server_requests_seconds_count{outcome="CLIENT_ERROR",status="404",uri="/b"} 20
            http_server_requests_seconds_count{outcome="SERVER_ERROR",status="503",uri="/b"} 3
            http_server_requests_seconds_count{status="500",uri="/c"} 4
            """);

    assertThat(told).isEqualTo(told(127, 7));
  }

  @Test
  void healthChecksAreNoRequests() throws IOException {
    Told told =
        read(
            Exporter.MICROMETER,
            """
            http_server_requests_seconds_count{outcome="SERVER_ERROR",status="503",uri="/actuator/health"} 50
            http_server_requests_seconds_bucket{uri="/actuator/health",le="+Inf"} 50
            http_server_requests_seconds_count{outcome="SUCCESS",status="200",uri="/"} 5
            """);

    assertThat(told).isEqualTo(told(5, 0));
  }

  @Test
  void anAppThatWasNeverAskedHasAnsweredNothing() throws IOException {
    Told told = read(Exporter.MICROMETER, "process_start_time_seconds 900.5\n");

    assertThat(told)
        .isEqualTo(
            new Told(
                Side.Canary, "shop-a", NOW, Instant.ofEpochMilli(900_500), 0, 0, new TreeMap<>()));
  }

  @Test
  void bucketsAreAddedByTheirEdge() throws IOException {
    Told told =
        read(
            Exporter.MICROMETER,
            """
            http_server_requests_seconds_bucket{uri="/a",le="0.1"} 90
            http_server_requests_seconds_bucket{uri="/a",le="0.250"} 98
            http_server_requests_seconds_bucket{uri="/a",le="+Inf"} 100
            http_server_requests_seconds_bucket{uri="/b",le="0.25"} 2
            http_server_requests_seconds_bucket{uri="/b",le="+Inf"} 3
            http_server_requests_seconds_bucket{uri="/b",le="soon"} 3
            http_server_requests_seconds_bucket{uri="/b"} 3
            """);

    assertThat(told.within())
        .containsExactlyEntriesOf(
            new TreeMap<>(Map.of(0.1, 90L, 0.25, 100L, Double.POSITIVE_INFINITY, 103L)));
  }

  @Test
  void aGatewayCountsByTheCodeOfTheAnswer() throws IOException {
    Told told =
        read(
            Exporter.TRAEFIK,
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

  private static Told told(long requests, long failed) {
    return new Told(Side.Canary, "shop-a", NOW, null, requests, failed, new TreeMap<>());
  }

  private static Told read(Exporter exporter, String text) throws IOException {
    PageParser parser = new PageParser(exporter.names(), Format.Text, Bounds.DEFAULT);
    Page page = parser.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return exporter.told(((Page.Whole) page).series(), Side.Canary, "shop-a", NOW);
  }
}
