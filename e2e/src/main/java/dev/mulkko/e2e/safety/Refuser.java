package dev.mulkko.e2e.safety;

import com.sun.net.httpserver.HttpExchange;
import dev.mulkko.e2e.LoopbackServer;
import java.io.IOException;
import java.net.URI;

/** Answers in place of the API server, with a refusal. */
final class Refuser implements AutoCloseable {

  private static final int TOO_MANY_REQUESTS = 429;

  private final LoopbackServer server = LoopbackServer.at("/", Refuser::refuse);

  /** Where every request is refused with this code. */
  URI refusal(int code) {
    return server.address().resolve("/" + code);
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int code = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    exchange.getRequestBody().readAllBytes();
    if (code == TOO_MANY_REQUESTS) {
      exchange.getResponseHeaders().add("Retry-After", "1");
    }
    LoopbackServer.send(
        exchange,
        code,
        "application/json",
        """
        {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "message": "refused by the drill"}
        """
            .formatted(code));
  }

  @Override
  public void close() {
    server.close();
  }
}
