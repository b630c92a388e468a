package dev.mulkko.testbed.shop;

import dev.mulkko.testbed.http.HttpConnection;
import dev.mulkko.testbed.http.HttpMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of the shop, living as a process would: it starts, listens, may crash, takes
 * signals, and has an exit code. It answers {@code /healthz} (readiness), {@code /metrics}
 * (Prometheus) and, at any other path, an order with 200 or, as {@link ShopSettings#errorRate}
 * says, 500; always with {@code X-Version}, and with the request's {@code X-Request-Id}. It speaks
 * by WebSocket too and, if told a port, takes the same orders by gRPC.
 */
public final class ShopApp implements App {

  private static final Logger log = LoggerFactory.getLogger(ShopApp.class);
  private static final int BACKLOG = 1024;

  private final ShopSettings settings;
  private final HandledRequests handled;
  private final RequestMetrics metrics;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread acceptor;
  private volatile @Nullable ServerSocketChannel listener;
  private volatile @Nullable GrpcDoor grpc;
  private volatile boolean draining;
  private volatile boolean closing;

  private ShopApp(ShopSettings settings, InetSocketAddress address, HandledRequests handled) {
    this.settings = settings;
    this.handled = handled;
    this.metrics = new RequestMetrics(settings.version());
    this.acceptor = Thread.ofVirtual().unstarted(() -> listen(address));
  }

  /**
   * Starts an instance and returns at once; it listens {@link ShopSettings#startUp} later. If it
   * cannot, it exits with code 1.
   *
   * @param address where to listen, an address and not a name
   * @param handled the books in which it counts
   */
  public static ShopApp start(
      ShopSettings settings, InetSocketAddress address, HandledRequests handled) {
    var app = new ShopApp(settings, address, handled);
    Duration crashAfter = settings.crashAfter();
    if (crashAfter != null && crashAfter.isZero()) {
      app.exit(settings.crashCode());
      return app;
    }
    if (crashAfter != null) {
      Thread.startVirtualThread(() -> app.crash(crashAfter));
    }
    app.acceptor.start();
    return app;
  }

  /**
   * Completes with the exit code: 0 after a polite end, that of its settings after a crash, 143 or
   * 137 when it was made to end.
   */
  @Override
  public CompletableFuture<Integer> exited() {
    return exit.copy();
  }

  /** SIGTERM: drains if it is polite and was listening, else drops everything. Does not wait. */
  @Override
  public void terminate() {
    if (settings.polite() && listener != null) {
      draining = true;
      Thread.startVirtualThread(this::drain);
    } else {
      exit(143);
    }
  }

  /** SIGKILL: drops everything. */
  @Override
  public void kill() {
    exit(137);
  }

  private void crash(Duration after) {
    if (sleep(after)) {
      exit(settings.crashCode());
    }
  }

  private void listen(InetSocketAddress address) {
    if (!sleep(settings.startUp())) {
      return;
    }
    try (ServerSocketChannel opened = ServerSocketChannel.open()) {
      // First of all: who sees the app ready may call either.
      openGrpc(address);
      opened.bind(address, BACKLOG);
      listener = opened;
      while (!exit.isDone()) {
        var connection = new HttpConnection(opened.accept());
        connections.add(connection);
        threads.execute(() -> serve(connection));
      }
    } catch (ClosedChannelException e) {
      log.debug("{} no longer listens", settings.version());
    } catch (IOException e) {
      log.warn("shop {} cannot listen at {}: {}", settings.version(), address, e.getMessage());
      exit(1);
    }
  }

  private void openGrpc(InetSocketAddress address) throws IOException {
    Integer port = settings.grpcPort();
    if (port == null) {
      return;
    }
    var there = new InetSocketAddress(address.getAddress(), port);
    GrpcDoor opened = GrpcDoor.open(there, settings.version(), () -> handle("POST") == 200);
    grpc = opened;
    if (exit.isDone()) {
      opened.close();
    }
  }

  private void serve(HttpConnection connection) {
    try (connection) {
      boolean goOn = true;
      while (goOn && !exit.isDone()) {
        HttpMessage request = connection.readRequest();
        if (request == null) {
          return;
        }
        if (WebSocketDoor.asks(request)) {
          WebSocketDoor.serve(connection, request, settings.version(), () -> closing);
          return;
        }
        HttpMessage answer = answer(request);
        goOn = request.keepsAlive() && !draining;
        connection.write(goOn ? answer : answer.with("Connection", "close"));
      }
    } catch (IOException e) {
      log.trace("connection lost", e);
    } finally {
      connections.remove(connection);
    }
  }

  private HttpMessage answer(HttpMessage request) {
    return switch (request.path()) {
      case "/healthz" -> HttpMessage.answer(settings.neverReady() ? 503 : 200, header(request), "");
      case "/metrics" ->
          HttpMessage.answer(
              200, Map.of("Content-Type", RequestMetrics.CONTENT_TYPE), metrics.page());
      default -> order(request);
    };
  }

  private HttpMessage order(HttpMessage request) {
    int status = handle(request.method());
    return HttpMessage.answer(
        status, header(request), status == 200 ? "ordered\n" : "out of order\n");
  }

  /** Handles an order by some method, and says with which status. */
  private int handle(String method) {
    var random = ThreadLocalRandom.current();
    long began = System.nanoTime();
    sleep(settings.latency().multipliedBy(random.nextInt(500, 1500)).dividedBy(1000));
    int status = random.nextDouble() < settings.errorRate() ? 500 : 200;
    metrics.record(method, status, Duration.ofNanos(System.nanoTime() - began));
    if (!exit.isDone()) {
      handled.count(settings.version());
    }
    return status;
  }

  private Map<String, String> header(HttpMessage request) {
    var header = new LinkedHashMap<String, String>();
    header.put("Content-Type", "text/plain");
    header.put("X-Version", settings.version());
    String id = request.field("x-request-id");
    if (id != null) {
      header.put("X-Request-Id", id);
    }
    return header;
  }

  /**
   * Whoever still dials gets an answer and is told to close; then the door shuts, idle connections
   * end, and whoever is being served is served to the end.
   */
  private void drain() {
    sleep(settings.drain());
    closing = true;
    closeListener();
    join(acceptor);
    connections.forEach(HttpConnection::endInput);
    GrpcDoor door = grpc;
    if (door != null) {
      door.drain();
    }
    threads.close();
    exit(0);
  }

  private void exit(int code) {
    // First of all: whoever learns of the exit may start the next instance at the same address.
    closeListener();
    exit.complete(code);
    connections.forEach(HttpConnection::close);
    GrpcDoor door = grpc;
    if (door != null) {
      door.close();
    }
  }

  private void closeListener() {
    try (ServerSocketChannel opened = listener) {
      log.trace("closing {}", opened);
    } catch (IOException e) {
      log.debug("closing the listener", e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** False if the app exited meanwhile, or at once if it must not go on. */
  private boolean sleep(Duration time) {
    if (!time.isPositive()) {
      return !exit.isDone();
    }
    try {
      Thread.sleep(time);
      return !exit.isDone();
    } catch (InterruptedException e) {
      return false;
    }
  }
}
