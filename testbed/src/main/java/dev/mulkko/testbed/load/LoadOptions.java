package dev.mulkko.testbed.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to send where.
 *
 * @param target an http or grpc URI whose host is an IP address: nothing resolves names where this
 *     runs
 * @param host the Host header, for routes by hostname; null = the target's address and port
 * @param rate requests a second, at most {@value #HIGHEST_RATE}
 * @param duration when it stops by itself, at most {@link #LONGEST}
 * @param timeout how long a request may take from its sending
 * @param connections how many kept-alive connections take turns, more if all are busy; 0 = a new
 *     one for each request
 * @param records the file for the records; replaced if it exists
 * @param headers that every request has beside the usual ones
 * @param jars how many clients take turns, each with its own cookies; 0 = nobody keeps any
 */
public record LoadOptions(
    URI target,
    @Nullable String host,
    int rate,
    Duration duration,
    Duration timeout,
    int connections,
    Path records,
    Map<String, String> headers,
    int jars) {

  /** Requests a second. */
  public static final int HIGHEST_RATE = 1000;

  public static final Duration LONGEST = Duration.ofHours(1);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException names what is out of bounds
   */
  public LoadOptions {
    check(
        "http".equals(target.getScheme()) || isGrpc(target),
        "the target is not an http or grpc URI: " + target);
    check(rate > 0 && rate <= HIGHEST_RATE, "the rate is not 1 to " + HIGHEST_RATE + ": " + rate);
    check(
        within(duration, LONGEST),
        "the duration is not above 0 and at most " + LONGEST + ": " + duration);
    check(
        within(timeout, LONGEST),
        "the time-out is not above 0 and at most " + LONGEST + ": " + timeout);
    check(connections >= 0, "the number of connections is negative: " + connections);
    check(jars >= 0, "the number of jars is negative: " + jars);
    var _ = address(target);
    headers = Map.copyOf(headers);
  }

  /** 50 requests a second for at most 10 minutes, 8 connections that take turns, time-out 5 s. */
  public static LoadOptions to(URI target, Path records) {
    return new LoadOptions(
        target, null, 50, Duration.ofMinutes(10), Duration.ofSeconds(5), 8, records, Map.of(), 0);
  }

  /** The same with another Host header. */
  public LoadOptions withHost(String host) {
    return new LoadOptions(
        target, host, rate, duration, timeout, connections, records, headers, jars);
  }

  /** The same at another rate. */
  public LoadOptions withRate(int rate) {
    return new LoadOptions(
        target, host, rate, duration, timeout, connections, records, headers, jars);
  }

  /** The same for another time. */
  public LoadOptions withDuration(Duration duration) {
    return new LoadOptions(
        target, host, rate, duration, timeout, connections, records, headers, jars);
  }

  /** The same with another time-out for each request. */
  public LoadOptions withTimeout(Duration timeout) {
    return new LoadOptions(
        target, host, rate, duration, timeout, connections, records, headers, jars);
  }

  /** The same with another number of kept-alive connections. */
  public LoadOptions withConnections(int connections) {
    return new LoadOptions(
        target, host, rate, duration, timeout, connections, records, headers, jars);
  }

  /** The same with one more header in every request. */
  public LoadOptions withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new LoadOptions(target, host, rate, duration, timeout, connections, records, more, jars);
  }

  /** The same by so many clients that take turns and keep their cookies, over HTTP. */
  public LoadOptions withJars(int jars) {
    return new LoadOptions(
        target, host, rate, duration, timeout, connections, records, headers, jars);
  }

  /** The same with a new connection for each request. */
  public LoadOptions withoutKeepAlive() {
    return withConnections(0);
  }

  boolean isGrpc() {
    return isGrpc(target);
  }

  InetSocketAddress address() {
    return address(target);
  }

  String hostField() {
    return host == null ? target.getAuthority() : host;
  }

  String path() {
    String path = target.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  private static InetSocketAddress address(URI target) {
    int port = target.getPort() < 0 ? 80 : target.getPort();
    return new InetSocketAddress(InetAddress.ofLiteral(target.getHost()), port);
  }

  private static boolean isGrpc(URI target) {
    return "grpc".equals(target.getScheme());
  }

  private static boolean within(Duration duration, Duration longest) {
    return duration.isPositive() && duration.compareTo(longest) <= 0;
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
