package dev.mulkko.testbed.shop;

import static org.awaitility.Awaitility.await;

import dev.mulkko.testbed.http.HttpConnection;
import dev.mulkko.testbed.http.HttpMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** An instance on a free port of the loopback address. */
record RunningShop(ShopApp app, InetSocketAddress address, HandledRequests handled)
    implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Starts one that calls itself v1. */
  static RunningShop start(Map<String, String> env) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
    var handled = new HandledRequests();
    return new RunningShop(
        ShopApp.start(ShopSettings.of(env, "v1"), address, handled), address, handled);
  }

  /** Starts one and waits until it listens. */
  static RunningShop listening(Map<String, String> env) throws IOException {
    RunningShop shop = start(env);
    await().until(shop::listens);
    return shop;
  }

  boolean listens() {
    try (HttpConnection connection = connect()) {
      return !connection.isStale();
    } catch (IOException e) {
      return false;
    }
  }

  HttpConnection connect() throws IOException {
    return HttpConnection.to(address, LIMIT);
  }

  /** One request on a connection of its own. */
  HttpMessage get(String path) throws IOException {
    try (HttpConnection connection = connect()) {
      return exchange(connection, path);
    }
  }

  static HttpMessage exchange(HttpConnection connection, String path) throws IOException {
    connection.write(request(path));
    connection.deadline(System.nanoTime() + LIMIT.toNanos());
    return Objects.requireNonNull(connection.readAnswer(), "closed without an answer");
  }

  static HttpMessage request(String path) {
    return new HttpMessage("POST " + path + " HTTP/1.1", Map.of("X-Request-Id", "7"), "body");
  }

  @Override
  public void close() {
    app.kill();
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
