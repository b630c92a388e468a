package dev.mulkko.kube.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Counter;
import dev.mulkko.engine.judge.Side;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestCountersTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_000);

  @Test
  void requestsAndFailuresOfAllAddressesAreAdded() throws IOException {
    assertThat(
            read(
                """
                # TYPE http_server_requests_seconds histogram
                http_server_requests_seconds_bucket{outcome="SUCCESS",status="200",uri="/a",le="0.1"} 90
                http_server_requests_seconds_count{outcome="SUCCESS",status="200",uri="/a"} 100
                http_server_requests_seconds_count{outcome="CLIENT_ERROR",status="404",uri="/b"} 20
                http_server_requests_seconds_count{outcome="SERVER_ERROR",status="503",uri="/b"} 3
                http_server_requests_seconds_count{status="500",uri="/c"} 4
                """))
        .isEqualTo(new Counter("errors", Side.Canary, "shop-a", NOW, null, 127, 7));
  }

  @Test
  void healthChecksAreNoRequests() throws IOException {
    assertThat(
            read(
                """
                http_server_requests_seconds_count{outcome="SERVER_ERROR",status="503",uri="/actuator/health"} 50
                http_server_requests_seconds_count{outcome="SUCCESS",status="200",uri="/"} 5
                """))
        .isEqualTo(new Counter("errors", Side.Canary, "shop-a", NOW, null, 5, 0));
  }

  @Test
  void anAppThatWasNeverAskedHasAnsweredNothing() throws IOException {
    assertThat(read("process_start_time_seconds 900.5\n"))
        .isEqualTo(
            new Counter("errors", Side.Canary, "shop-a", NOW, Instant.ofEpochMilli(900_500), 0, 0));
  }

  private static Counter read(String text) throws IOException {
    PageParser parser = new PageParser(RequestCounters.NAMES, Format.Text, Bounds.DEFAULT);
    Page page = parser.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return RequestCounters.errors(((Page.Whole) page).series(), Side.Canary, "shop-a", NOW);
  }
}
