package dev.mulkko.e2e.safety;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Sends some of a process's writes to a server that refuses them, as the API server would; or lets
 * them through, and loses the answer.
 */
final class Refusals implements Interceptor, AutoCloseable {

  private final HttpServer refuser;
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile Rule rule = Rule.NONE;

  /**
   * Which writes meet what.
   *
   * @param which of the paths
   * @param every so many of these
   * @param code of the refusal; {@link #LOST} loses the answer of a write that is done
   */
  record Rule(Predicate<String> which, int every, int code) {
    static final int LOST = 0;
    static final Rule NONE = new Rule(_ -> false, 1, 500);
  }

  Refusals() {
    try {
      refuser = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    refuser.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    refuser.createContext("/", Refusals::answer);
    refuser.start();
  }

  void begin(Rule what) {
    rule = what;
  }

  void end() {
    rule = Rule.NONE;
  }

  /** How many writes met it. */
  int count() {
    return refused.get();
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    Rule now = rule;
    if (now.code() != Rule.LOST && meets(now, request)) {
      builder.uri(
          URI.create(
              "http://127.0.0.1:%d/%d".formatted(refuser.getAddress().getPort(), now.code())));
    }
  }

  @Override
  public void after(
      HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> body) {
    Rule now = rule;
    if (now.code() == Rule.LOST && meets(now, request)) {
      throw new UncheckedIOException(new IOException("the connection was closed"));
    }
  }

  private boolean meets(Rule now, HttpRequest request) {
    boolean met =
        FaultPoint.writes(request)
            && now.which().test(request.uri().getPath())
            && writes.incrementAndGet() % now.every() == 0;
    if (met) {
      refused.incrementAndGet();
    }
    return met;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    int code = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
    exchange.getRequestBody().readAllBytes();
    byte[] status =
        """
        {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "message": "refused by the drill"}
        """
            .formatted(code)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    if (code == 429) {
      exchange.getResponseHeaders().add("Retry-After", "1");
    }
    exchange.sendResponseHeaders(code, status.length);
    exchange.getResponseBody().write(status);
    exchange.close();
  }

  @Override
  public void close() {
    refuser.stop(0);
  }
}
