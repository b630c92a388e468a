package dev.mulkko.operator.telemetry.server;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A server of metrics, as its administrator describes it.
 *
 * @param field where its address stands, as sentences name it
 * @param address scheme, host, port and path, without a slash at the end
 * @param authorities certificates in PEM that sign the server's; empty for those that are publicly
 *     known
 */
public record MetricServer(
    String field,
    URI address,
    Credentials credentials,
    Optional<String> authorities,
    Limits limits) {

  /** The server that an object of this name describes. */
  public static MetricServer ofProvider(
      String name,
      URI address,
      Credentials credentials,
      Optional<String> authorities,
      Limits limits) {
    return new MetricServer(fieldOf(name), address, credentials, authorities, limits);
  }

  /** The server of a variable of the operator: it gets no credentials. */
  public static MetricServer ofVariable(String variable, URI address) {
    return new MetricServer(
        variable, address, new Credentials.None(), Optional.empty(), Limits.USUAL);
  }

  /** Where the address of an object of this name stands. */
  public static String fieldOf(String provider) {
    return "spec.address of MetricProvider " + provider;
  }

  /**
   * What it may be asked.
   *
   * @param timeout from the first packet to the last byte of an answer
   * @param atOnce questions under way in one moment
   * @param perSecond questions in one second
   * @param fresh for how long an answer serves all who ask the same
   */
  public record Limits(Duration timeout, int atOnce, int perSecond, Duration fresh) {

    public static final Limits USUAL =
        new Limits(Duration.ofSeconds(10), 16, 200, Duration.ofSeconds(1));

    public Limits {
      if (!timeout.isPositive() || atOnce < 1 || perSecond < 1 || fresh.isNegative()) {
        throw new IllegalArgumentException(
            "the limits of a server of metrics are above 0: %s, %d at once, %d a second, fresh %s"
                .formatted(timeout, atOnce, perSecond, fresh));
      }
    }
  }
}
