package dev.mulkko.testbed.load;

import dev.mulkko.testbed.grpc.ShopMethods;
import io.grpc.CallOptions;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.util.function.Consumer;

/** Streams of the shop's method Watch; they take turns on the options' connections. */
final class GrpcStreams implements Streams {

  private final GrpcChannels channels;

  GrpcStreams(LoadOptions options) {
    channels = new GrpcChannels(options, Math.max(1, options.connections()));
  }

  @Override
  public void listen(Consumer<String> messages) throws IOException {
    try {
      ClientCalls.blockingServerStreamingCall(
              channels.next(), ShopMethods.WATCH, CallOptions.DEFAULT, "watch")
          .forEachRemaining(messages);
    } catch (StatusRuntimeException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    channels.close();
  }
}
