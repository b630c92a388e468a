package dev.mulkko.operator.telemetry.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves the name of a connection, once, and lets go only to what was checked: no other answer
 * can come between the check and the connection.
 */
record CheckedNames(Reach reach, Resolver resolver) implements DnsResolver {

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    String name = Reach.bare(host);
    refuse(host, reach.refusal(name));
    InetAddress[] all = resolver.resolve(name);
    refuse(host, reach.refusal(List.of(all)));
    return all;
  }

  private static void refuse(String host, Optional<String> why) throws Refused {
    if (why.isPresent()) {
      throw new Refused(host, why.get());
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
