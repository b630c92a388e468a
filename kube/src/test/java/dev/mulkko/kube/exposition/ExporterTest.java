package dev.mulkko.kube.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExporterTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_000);

  @Test
  void requestsAndFailuresOfAllAddressesAreAdded() throws IOException {
    Told told =
        read(
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
            """
            http_server_requests_seconds_count{outcome="SERVER_ERROR",status="503",uri="/actuator/health"} 50
            http_server_requests_seconds_bucket{uri="/actuator/health",le="+Inf"} 50
            http_server_requests_seconds_count{outcome="SUCCESS",status="200",uri="/"} 5
            """);

    assertThat(told).isEqualTo(told(5, 0));
  }

  @Test
  void anAppThatWasNeverAskedHasAnsweredNothing() throws IOException {
    Told told = read("process_start_time_seconds 900.5\n");

    assertThat(told)
        .isEqualTo(
            new Told(
                Side.Canary, "shop-a", NOW, Instant.ofEpochMilli(900_500), 0, 0, new TreeMap<>()));
  }

  @Test
  void bucketsAreAddedByTheirEdge() throws IOException {
    Told told =
        read(
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
  void openTelemetryNamesTheStatusAndTheError() throws IOException {
    Told told =
        read(
            """
            http_server_request_duration_seconds_count{http_request_method="GET",http_route="/a",http_response_status_code="200"} 90
            http_server_request_duration_seconds_count{http_request_method="GET",http_route="/a",http_response_status_code="404"} 6
            http_server_request_duration_seconds_count{http_route="/a",http_response_status_code="503",error_type="503"} 3
            http_server_request_duration_seconds_count{http_route="/a",error_type="java.io.IOException"} 1
            http_server_request_duration_seconds_count{http_route="/actuator/health",http_response_status_code="503"} 50
            http_server_request_duration_seconds_bucket{http_route="/a",http_response_status_code="200",le="0.075"} 80
            """);

    assertThat(told.requests()).isEqualTo(100);
    assertThat(told.failed()).isEqualTo(4);
    assertThat(told.within()).containsEntry(0.075, 80L);
  }

  @Test
  void aCallByGrpcFailsByTheFaultOfTheServer() throws IOException {
    Told told =
        read(
            """
            grpc_server_handled_total{grpc_code="OK",grpc_method="Order",grpc_service="Shop",grpc_type="unary"} 90
            grpc_server_handled_total{grpc_code="NotFound",grpc_method="Order",grpc_service="Shop"} 6
            grpc_server_handled_total{grpc_code="Internal",grpc_method="Order",grpc_service="Shop"} 3
            grpc_server_handled_total{grpc_code="Unavailable",grpc_method="Order",grpc_service="Shop"} 1
            grpc_server_handled_total{grpc_code="Unknown",grpc_service="grpc.health.v1.Health"} 50
            grpc_server_handling_seconds_bucket{grpc_method="Order",grpc_service="Shop",le="+Inf"} 100
            """);

    assertThat(told.requests()).isEqualTo(100);
    assertThat(told.failed()).isEqualTo(4);
    assertThat(told.within()).containsEntry(Double.POSITIVE_INFINITY, 100L);
  }

  /** Spring Boot counts its own pages with Micrometer, whatever the app itself is counted by. */
  @Test
  void ofAnAppWithSeveralTheFirstThatCountsARequestIsTaken() throws IOException {
    String micrometer = "http_server_requests_seconds_count{uri=\"%s\",status=\"200\"} 7\n";
    String grpc = "grpc_server_handled_total{grpc_code=\"OK\"} 90\n";

    assertThat(read(micrometer.formatted("/actuator/prometheus") + grpc).requests()).isEqualTo(90);
    assertThat(read(micrometer.formatted("/a") + grpc).requests()).isEqualTo(7);
  }

  private static Told told(long requests, long failed) {
    return new Told(Side.Canary, "shop-a", NOW, null, requests, failed, new TreeMap<>());
  }

  private static Told read(String text) throws IOException {
    return Exporter.toldByApp(series(Exporter.namesOfApps(), text), Side.Canary, "shop-a", NOW);
  }

  static List<Series> series(Set<String> names, String text) throws IOException {
    PageParser parser = new PageParser(names, Format.Text, Bounds.DEFAULT);
    Page page = parser.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return ((Page.Whole) page).series();
  }
}
