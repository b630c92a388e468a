package dev.mulkko.testbed.grpc;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetSocketAddress;

/** gRPC over plain HTTP/2, by Netty without its native code: Java warns when that is loaded. */
public final class PlainNetty {

  static {
    System.setProperty("io.grpc.netty.shaded.io.netty.transport.noNative", "true");
  }

  private PlainNetty() {}

  public static NettyServerBuilder server(InetSocketAddress address) {
    return NettyServerBuilder.forAddress(address);
  }

  /** A client that never resolves a name. */
  public static NettyChannelBuilder client(InetSocketAddress address) {
    return NettyChannelBuilder.forAddress(address).usePlaintext();
  }
}
