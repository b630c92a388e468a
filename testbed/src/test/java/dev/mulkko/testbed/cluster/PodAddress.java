package dev.mulkko.testbed.cluster;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An HTTP server on an address of the pod range, as a node agent would start it. */
record PodAddress(String ip, HttpServer server) implements AutoCloseable {

  static PodAddress serving(String answer) throws IOException {
    String ip = "10.244.250.1";
    address("add", ip);
    HttpServer server = HttpServer.create(new InetSocketAddress(ip, 8080), 0);
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return new PodAddress(ip, server);
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    address("delete", ip);
  }

  private static void address(String verb, String ip) throws IOException {
    int code =
        new ProcessBuilder("ip", "address", verb, ip + "/32", "dev", "lo")
            .inheritIO()
            .start()
            .onExit()
            .join()
            .exitValue();
    if (code != 0) {
      throw new IOException("ip address " + verb + " " + ip + ": exit code " + code);
    }
  }
}
