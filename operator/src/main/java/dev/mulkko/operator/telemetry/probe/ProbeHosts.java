package dev.mulkko.operator.telemetry.probe;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where probes may ask. Who may write a Rollout is not who may send requests from where the
 * operator runs: the owner of the operator lists the gateways.
 *
 * @param listed {@code host:port} in lower case
 */
public record ProbeHosts(Set<String> listed) {

  /** The environment variable that they are read from. */
  public static final String VARIABLE = "MULKKO_PROBE_HOSTS";

  private static final Pattern ENTRY =
      Pattern.compile("(?<host>[a-z0-9.-]+|\\[[0-9a-f:.]+])(:(?<port>[0-9]{1,5}))?");

  private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

  public ProbeHosts {
    listed = Set.copyOf(listed);
  }

  /**
   * Reads the list. Empty means that nothing may be asked; without a port, those of http and https
   * are meant.
   *
   * @throws IllegalArgumentException with the entry that cannot be used and what to write
   */
  public static ProbeHosts from(String text) {
    return new ProbeHosts(
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .flatMap(entry -> places(entry).stream())
            .collect(Collectors.toSet()));
  }

  private static Set<String> places(String entry) {
    Matcher parts = ENTRY.matcher(entry.toLowerCase(Locale.ROOT));
    String port = parts.matches() ? parts.group("port") : null;
    if (!parts.matches() || (port != null && !isPort(Integer.parseInt(port)))) {
      throw new IllegalArgumentException(
          "%s has %s: write host or host:port, separated by commas, as in gateway.example,10.0.0.7:8080"
              .formatted(VARIABLE, entry));
    }
    String host = parts.group("host");
    return port == null
        ? Set.of(place(host, 80), place(host, 443))
        : Set.of(place(host, Integer.parseInt(port)));
  }

  private static boolean isPort(int number) {
    return number > 0 && number <= 65535;
  }

  private static String place(String host, int port) {
    return host + ":" + port;
  }

  /** Why this may not be asked, with what to do; empty when it may. */
  Optional<String> refusal(String host, int port) {
    String place = place(host.toLowerCase(Locale.ROOT), port);
    return listed.contains(place)
        ? Optional.empty()
        : Optional.of(
            "%s of the operator does not list %s: add it there".formatted(VARIABLE, place));
  }

  /** Whether a host is by its very name this machine. */
  static boolean isLoopback(String host) {
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT)) || host.startsWith("127.");
  }
}
