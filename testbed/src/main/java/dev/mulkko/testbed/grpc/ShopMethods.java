package dev.mulkko.testbed.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The shop's gRPC methods. Messages are plain text: what is on the way looks at headers only. */
public final class ShopMethods {

  public static final String SERVICE = "shop.Shop";

  /** One order, answered with the app's version or, with {@link #VERSION}, by INTERNAL. */
  public static final MethodDescriptor<String, String> ORDER = method("Order", MethodType.UNARY);

  /** The app's version, ten times a second until it ends. */
  public static final MethodDescriptor<String, String> WATCH =
      method("Watch", MethodType.SERVER_STREAMING);

  /** The version of the app that failed, in the trailers. */
  public static final Metadata.Key<String> VERSION =
      Metadata.Key.of("x-version", Metadata.ASCII_STRING_MARSHALLER);

  private ShopMethods() {}

  private static MethodDescriptor<String, String> method(String name, MethodType type) {
    return MethodDescriptor.newBuilder(new Text(), new Text())
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setType(type)
        .build();
  }

  private record Text() implements Marshaller<String> {

    @Override
    public InputStream stream(String text) {
      return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Override
    public String parse(InputStream bytes) {
      try {
        return new String(bytes.readAllBytes(), UTF_8);
      } catch (IOException e) {
        throw Status.INTERNAL.withCause(e).asRuntimeException();
      }
    }
  }
}
