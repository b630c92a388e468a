package dev.mulkko.operator.telemetry.server;

import dev.mulkko.operator.telemetry.Addresses;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which hosts and addresses a server of metrics may have. An administrator who mistypes must not
 * make the operator ask the machine it runs on, its cloud or the API server.
 *
 * @param loopback whether this machine itself may be asked
 * @param apiServer where the API server is reached
 */
public record Reach(boolean loopback, Set<InetAddress> apiServer) {

  /** The environment variable that says whether this machine may be asked. */
  public static final String VARIABLE = "MULKKO_PROVIDER_LOOPBACK";

  /** A part that programs read as a number: the host is an address then, whatever it looks like. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:[.](?!$)|$)){4}");

  private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");

  private static final Pattern API_SERVER =
      Pattern.compile("kubernetes([.]default([.]svc([.].*)?)?)?");

  public Reach {
    apiServer = Set.copyOf(apiServer);
  }

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException with what may stand there
   */
  public static Reach from(Map<String, String> env) {
    boolean loopback =
        switch (env.getOrDefault(VARIABLE, "Refuse")) {
          case "Allow" -> true;
          case "Refuse" -> false;
          default ->
              throw new IllegalArgumentException(
                  "%s is %s: write Allow for tests and single machines, where a MetricProvider may stand on the operator's own, else Refuse"
                      .formatted(VARIABLE, env.get(VARIABLE)));
        };
    return new Reach(
        loopback,
        literal(env.getOrDefault("KUBERNETES_SERVICE_HOST", "")).map(Set::of).orElse(Set.of()));
  }

  /** The same for what the operator itself was told to ask. */
  public Reach withLoopback() {
    return new Reach(true, apiServer);
  }

  /**
   * Why an address will not be asked, as far as it is known before its name is resolved; empty when
   * it may be.
   */
  public Optional<String> refusal(URI address) {
    String host = bare(address.getHost());
    return refusal(host)
        .or(() -> literal(host).flatMap(one -> refusal(List.of(one))))
        .map(why -> "%s is not asked: %s".formatted(host, why));
  }

  /** Without the brackets of IPv6. */
  static String bare(String host) {
    return host.replaceAll("^\\[|]$", "");
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Why a host is not asked, seen by how it is written; empty when it may be. */
  Optional<String> refusal(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceFirst("[.]$", "");
    if (API_SERVER.matcher(name).matches()) {
      return Optional.of("it is the API server");
    }
    boolean odd =
        NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches()
            ? !IPV4.matcher(name).matches()
            : name.contains(":") && !IPV6.matcher(name).matches();
    return odd
        ? Optional.of("it is an address in an unusual form: write a name, or four decimal numbers")
        : Optional.empty();
  }

  /** Why none of these is asked; empty when all may be. */
  Optional<String> refusal(List<InetAddress> all) {
    return all.stream()
        .filter(apiServer::contains)
        .findFirst()
        .map(InetAddress::getHostAddress)
        .map("it leads to %s, which is the API server"::formatted)
        .or(() -> Addresses.refusal(all, loopback));
  }
}
