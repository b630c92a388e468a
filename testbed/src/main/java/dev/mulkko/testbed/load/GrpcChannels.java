package dev.mulkko.testbed.load;

import dev.mulkko.testbed.grpc.PlainNetty;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** HTTP/2 connections that take turns. They never retry. */
final class GrpcChannels {

  private final List<ManagedChannel> channels;
  private final AtomicInteger turn = new AtomicInteger();

  GrpcChannels(LoadOptions options, int count) {
    channels = Stream.generate(() -> connect(options)).limit(count).toList();
  }

  /** A connection of its own, which its caller closes. */
  static ManagedChannel connect(LoadOptions options) {
    return PlainNetty.client(options.address())
        .overrideAuthority(options.hostField())
        .disableRetry()
        .build();
  }

  Channel next() {
    return channels.get(Math.floorMod(turn.getAndIncrement(), channels.size()));
  }

  /** Breaks them off. */
  void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }
}
