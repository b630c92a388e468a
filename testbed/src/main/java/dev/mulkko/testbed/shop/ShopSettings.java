package dev.mulkko.testbed.shop;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an instance of the shop behaves.
 *
 * @param version what it calls itself in the header {@code X-Version}
 * @param errorRate the share of requests it answers with 500, 0 to 1
 * @param latency the mean time to an answer; single answers take half to one and a half of it
 * @param startUp the time before it listens
 * @param crashAfter the time from its start to its exit; zero = at once, before it listens; null =
 *     never
 * @param crashCode the code of that exit: 137 is that of one killed for want of memory
 * @param neverReady whether its health check answers 503 for ever
 * @param polite whether it drains after SIGTERM; otherwise it drops its connections at once
 * @param drain how long, after SIGTERM, a polite one goes on accepting connections
 * @param grpcPort where it listens for gRPC too; null = nowhere
 */
public record ShopSettings(
    String version,
    double errorRate,
    Duration latency,
    Duration startUp,
    @Nullable Duration crashAfter,
    int crashCode,
    boolean neverReady,
    boolean polite,
    Duration drain,
    @Nullable Integer grpcPort) {

  private static final Duration DEFAULT_DRAIN = Duration.ofSeconds(3);

  /**
   * Reads {@code VERSION}, {@code ERROR_RATE}, {@code LATENCY_MS}, {@code STARTUP_MS}, {@code
   * CRASH_AFTER_S}, {@code CRASH_CODE}, {@code NEVER_READY}, {@code POLITE}, {@code DRAIN_MS} and
   * {@code GRPC_PORT}; what is not set is that of a healthy app without gRPC.
   *
   * @param defaultVersion the version if {@code VERSION} is not set
   * @throws IllegalArgumentException names the variable that cannot be read
   */
  public static ShopSettings of(Map<String, String> env, String defaultVersion) {
    return new ShopSettings(
        env.getOrDefault("VERSION", defaultVersion),
        read(env, "ERROR_RATE", ShopSettings::share, 0.0),
        read(env, "LATENCY_MS", ShopSettings::millis, Duration.ZERO),
        read(env, "STARTUP_MS", ShopSettings::millis, Duration.ZERO),
        env.containsKey("CRASH_AFTER_S")
            ? read(env, "CRASH_AFTER_S", ShopSettings::seconds, Duration.ZERO)
            : null,
        read(env, "CRASH_CODE", ShopSettings::code, 1),
        read(env, "NEVER_READY", ShopSettings::yesOrNo, false),
        read(env, "POLITE", ShopSettings::yesOrNo, true),
        read(env, "DRAIN_MS", ShopSettings::millis, DEFAULT_DRAIN),
        env.containsKey("GRPC_PORT") ? read(env, "GRPC_PORT", ShopSettings::port, 0) : null);
  }

  private static <T> T read(
      Map<String, String> env, String name, Function<String, T> reader, T byDefault) {
    String text = env.get(name);
    if (text == null) {
      return byDefault;
    }
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is \"" + text + "\": " + e.getMessage(), e);
    }
  }

  private static int code(String text) {
    int code = Integer.parseInt(text);
    if (code > 0 && code < 256) {
      return code;
    }
    throw new IllegalArgumentException("write 1 to 255");
  }

  private static double share(String text) {
    double share = Double.parseDouble(text);
    if (share >= 0 && share <= 1) {
      return share;
    }
    throw new IllegalArgumentException("want a number from 0 to 1");
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port > 0 && port < 65_536) {
      return port;
    }
    throw new IllegalArgumentException("want a port from 1 to 65535");
  }

  private static Duration millis(String text) {
    return positive(Double.parseDouble(text) * 1e6);
  }

  private static Duration seconds(String text) {
    return positive(Double.parseDouble(text) * 1e9);
  }

  private static Duration positive(double nanos) {
    if (nanos >= 0) {
      return Duration.ofNanos((long) nanos);
    }
    throw new IllegalArgumentException("want 0 or more");
  }

  private static boolean yesOrNo(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("want true or false");
    };
  }
}
