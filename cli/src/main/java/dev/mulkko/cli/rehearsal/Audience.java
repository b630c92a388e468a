package dev.mulkko.cli.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.mulkko.kube.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A server that answers as an API server would that has a few objects. It keeps nothing. */
final class Audience implements AutoCloseable {

  private final HttpsServer server;
  private final List<JsonNode> objects;

  private Audience(HttpsServer server, List<JsonNode> objects) {
    this.server = server;
    this.objects = objects;
  }

  static Audience with(List<JsonNode> objects, SSLContext identity) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Audience audience = new Audience(server, objects);
    server.setHttpsConfigurator(new Door(identity));
    server.createContext("/", audience::answer);
    server.start();
    return audience;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** Asks who is there, and chooses the cipher that API servers choose. */
  private static final class Door extends HttpsConfigurator {

    private Door(SSLContext identity) {
      super(identity);
    }

    @Override
    public void configure(HttpsParameters connection) {
      SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
      parameters.setCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
      parameters.setWantClientAuth(true);
      connection.setSSLParameters(parameters);
    }
  }

  /** Paths end with the plural of a kind, or with that and a name. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("POST")) {
        send(exchange, exchange.getRequestBody().readAllBytes());
        return;
      }
      List<String> path = List.of(exchange.getRequestURI().getPath().split("/", -1));
      List<JsonNode> ofKind = ofKind(path.getLast());
      if (!ofKind.isEmpty()) {
        send(exchange, list(ofKind));
        return;
      }
      List<JsonNode> named = new ArrayList<>(ofKind(path.get(path.size() - 2)));
      named.removeIf(o -> !o.path("metadata").path("name").asText().equals(path.getLast()));
      if (named.isEmpty()) {
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_NOT_FOUND, -1);
      } else {
        send(exchange, bytes(named.getFirst()));
      }
    }
  }

  private List<JsonNode> ofKind(String plural) {
    return objects.stream()
        .filter(o -> (o.path("kind").asText().toLowerCase(Locale.ROOT) + "s").equals(plural))
        .toList();
  }

  private static byte[] list(List<JsonNode> objects) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.set("apiVersion", objects.getFirst().path("apiVersion"));
    list.put("kind", objects.getFirst().path("kind").asText() + "List");
    list.putObject("metadata").put("resourceVersion", "1");
    list.putArray("items").addAll(objects);
    return bytes(list);
  }

  private static byte[] bytes(JsonNode tree) {
    return Json.canonical(tree).getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
