package dev.mulkko.operator.telemetry.probe;

import dev.mulkko.engine.model.Probe;
import dev.mulkko.operator.telemetry.Addresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * What is asked, with the address that was checked: no name is resolved again.
 *
 * @param name what its certificate must name; empty without TLS
 * @param request all that is ever sent
 */
record Target(InetSocketAddress address, Optional<String> name, String request, String header) {

  /** May not be asked; the message says why, and what to do. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String sentence) {
      super(sentence);
    }

    String sentence() {
      return String.valueOf(getMessage());
    }
  }

  /** How names are resolved. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /**
   * The target of a probe.
   *
   * @throws Refused when the list does not have it, or its name leads to what is never asked
   */
  static Target of(Probe probe, ProbeHosts hosts, Resolver resolver) throws Refused {
    URI url = parsed(probe.url());
    boolean tls = url.getScheme().equals("https");
    int usual = tls ? 443 : 80;
    int port = url.getPort() == -1 ? usual : url.getPort();
    String host = url.getHost();
    refuse(hosts.refusal(host, port));
    List<InetAddress> all = resolved(host, resolver);
    refuse(
        Addresses.refusal(all, ProbeHosts.isLoopback(host))
            .map(why -> "%s is not asked: %s".formatted(host, why)));
    String called = probe.host().orElse(url.getPort() == -1 ? host : host + ":" + port);
    Optional<String> name =
        tls ? Optional.of(called.replaceFirst(":[0-9]+$", "")) : Optional.empty();
    return new Target(
        new InetSocketAddress(all.getFirst(), port), name, request(url, called), probe.header());
  }

  /** A pod itself, asked the same. */
  Target at(InetSocketAddress pod) {
    return new Target(pod, Optional.empty(), request, header);
  }

  private static URI parsed(String text) throws Refused {
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new Refused("spec.traffic.probe.url is not a URL");
    }
    boolean plain =
        url.getHost() != null
            && url.getRawUserInfo() == null
            && url.getRawQuery() == null
            && url.getRawFragment() == null
            && url.getPort() != 0
            && url.getPort() <= 65535;
    if (!plain || !List.of("http", "https").contains(url.getScheme())) {
      throw new Refused(
          "spec.traffic.probe.url is %s: write http:// or https://, a host, a port and a path alone"
              .formatted(text));
    }
    return url;
  }

  private static List<InetAddress> resolved(String host, Resolver resolver) throws Refused {
    try {
      return List.of(resolver.resolve(host));
    } catch (UnknownHostException e) {
      throw new Refused("no address is known for %s: check spec.traffic.probe.url".formatted(host));
    }
  }

  private static void refuse(Optional<String> why) throws Refused {
    if (why.isPresent()) {
      throw new Refused(why.get());
    }
  }

  private static String request(URI url, String host) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host);
  }
}
