package dev.mulkko.testbed.shop;

import dev.mulkko.testbed.grpc.PlainNetty;
import dev.mulkko.testbed.grpc.ShopMethods;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Where an instance of the shop listens for gRPC, in plain HTTP/2. */
final class GrpcDoor {

  private static final Duration BEAT = Duration.ofMillis(100);

  private final String version;
  private final BooleanSupplier order;
  private final Executor threads = Thread::startVirtualThread;
  private final Server server;
  private volatile boolean draining;

  private GrpcDoor(InetSocketAddress address, String version, BooleanSupplier order) {
    this.version = version;
    this.order = order;
    this.server =
        PlainNetty.server(address)
            .executor(threads)
            .addService(
                ServerServiceDefinition.builder(ShopMethods.SERVICE)
                    .addMethod(ShopMethods.ORDER, ServerCalls.asyncUnaryCall(this::order))
                    .addMethod(ShopMethods.WATCH, ServerCalls.asyncServerStreamingCall(this::watch))
                    .build())
            .build();
  }

  /**
   * Listens.
   *
   * @param order handles one order; false if it failed
   */
  static GrpcDoor open(InetSocketAddress address, String version, BooleanSupplier order)
      throws IOException {
    var door = new GrpcDoor(address, version, order);
    door.server.start();
    return door;
  }

  /** Ends streams in good order, takes no more calls and waits for those under way. */
  void drain() {
    draining = true;
    server.shutdown();
    try {
      server.awaitTermination();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Drops everything. */
  void close() {
    server.shutdownNow();
  }

  private void order(String id, StreamObserver<String> answer) {
    if (order.getAsBoolean()) {
      answer.onNext(version);
      answer.onCompleted();
    } else {
      var trailers = new Metadata();
      trailers.put(ShopMethods.VERSION, version);
      answer.onError(Status.INTERNAL.withDescription("out of order").asRuntimeException(trailers));
    }
  }

  private void watch(String id, StreamObserver<String> answers) {
    var stream = (ServerCallStreamObserver<String>) answers;
    // Without a handler, writing to a stream that the client has left would be an error.
    stream.setOnCancelHandler(() -> {});
    threads.execute(() -> beat(stream));
  }

  private void beat(ServerCallStreamObserver<String> stream) {
    while (!draining && !stream.isCancelled()) {
      stream.onNext(version);
      LockSupport.parkNanos(BEAT.toNanos());
    }
    stream.onCompleted();
  }
}
