package dev.mulkko.e2e.safety;

import com.sun.net.httpserver.HttpExchange;
import dev.mulkko.e2e.LoopbackServer;
import java.io.IOException;
import java.net.URI;

/** Says of every metric that all is well, until it is told to say the opposite. */
final class HollowPrometheus implements AutoCloseable {

  private final LoopbackServer server = LoopbackServer.at("/api/v1/query", this::answer);
  private volatile int value;

  private void answer(HttpExchange exchange) throws IOException {
    LoopbackServer.send(
        exchange,
        200,
        "application/json",
        """
        {"status": "success", "data": {"resultType": "scalar", "result": [%d.0, "%d"]}}
        """
            .formatted(System.currentTimeMillis() / 1000, value));
  }

  void fails() {
    value = 1;
  }

  URI address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
  }
}
