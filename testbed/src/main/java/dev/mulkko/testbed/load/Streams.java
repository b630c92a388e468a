package dev.mulkko.testbed.load;

import java.io.IOException;
import java.util.function.Consumer;

/** Opens streams of one kind. */
interface Streams {

  /** Those for the scheme of the options' target. */
  static Streams to(LoadOptions options) {
    return options.isGrpc() ? new GrpcStreams(options) : new WebSocketStreams(options);
  }

  /**
   * Opens one and returns when the app has ended it in good order.
   *
   * @param messages is shown each message
   * @throws IOException if it broke, or could not be opened
   */
  void listen(Consumer<String> messages) throws IOException;

  /** Breaks all of them off. */
  void close();
}
