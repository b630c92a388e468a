package dev.mulkko.testbed.load;

import dev.mulkko.testbed.grpc.ShopMethods;
import dev.mulkko.testbed.load.Outcome.Answered;
import dev.mulkko.testbed.load.Outcome.Lost;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeUnit;

/** Orders by gRPC; an answer that the app failed counts as a 500. */
final class GrpcSender implements Sender {

  private final LoadOptions options;
  private final GrpcChannels channels;

  GrpcSender(LoadOptions options) {
    this.options = options;
    this.channels = new GrpcChannels(options, options.connections());
  }

  @Override
  public Outcome send(long sequence, String id, long deadline) {
    if (options.connections() > 0) {
      return send(channels.next(), id, deadline);
    }
    ManagedChannel own = GrpcChannels.connect(options);
    try {
      return send(own, id, deadline);
    } finally {
      own.shutdownNow();
    }
  }

  @Override
  public void close() {
    channels.close();
  }

  private static Outcome send(Channel channel, String id, long deadline) {
    CallOptions until =
        CallOptions.DEFAULT.withDeadlineAfter(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    try {
      return new Answered(
          200, ClientCalls.blockingUnaryCall(channel, ShopMethods.ORDER, until, id));
    } catch (StatusRuntimeException e) {
      Metadata trailers = e.getTrailers();
      String version = trailers == null ? null : trailers.get(ShopMethods.VERSION);
      return version == null
          ? new Lost(reason(e.getStatus()), String.valueOf(e.getMessage()))
          : new Answered(500, version);
    }
  }

  private static LossReason reason(Status status) {
    if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
      return LossReason.TIME_OUT;
    }
    return switch (status.getCause()) {
      case ConnectException refused -> LossReason.REFUSED;
      case IOException broken -> LossReason.RESET;
      case null, default -> LossReason.NO_VERSION;
    };
  }
}
