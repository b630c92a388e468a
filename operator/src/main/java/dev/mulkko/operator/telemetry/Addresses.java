package dev.mulkko.operator.telemetry;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Addresses that are never asked, whoever lists the name that leads there: those of this machine,
 * and those at which clouds give machines their credentials.
 */
public final class Addresses {

  /** Beside the link-local ones: Alibaba, Azure, Oracle; and AWS and Google by IPv6. */
  private static final Set<String> METADATA =
      Set.of(
          "100.100.100.200",
          "168.63.129.16",
          "192.0.0.192",
          "fd00:ec2:0:0:0:0:0:254",
          "fd20:ce:0:0:0:0:0:254");

  /** How an IPv6 address begins that holds an IPv4 one, in hexadecimal, and where that stands. */
  private static final Map<String, Integer> HOLDING =
      Map.of(
          "2002", 2, // 6to4
          "0064ff9b0000000000000000", 12, // NAT64
          "0064ff9b0001", 12, // NAT64 of one's own
          "000000000000000000000000", 12, // compatible
          "0000000000000000ffff0000", 12); // translated

  private Addresses() {}

  /**
   * Why an address is not asked; empty when it may be.
   *
   * @param loopback whether this machine itself is meant
   */
  public static Optional<String> refusal(InetAddress address, boolean loopback) {
    if (address.isLoopbackAddress() && loopback) {
      return Optional.empty();
    }
    boolean never =
        address.isLoopbackAddress()
            || address.isAnyLocalAddress()
            || address.isLinkLocalAddress()
            || address.isMulticastAddress()
            || isNoHost(address)
            || METADATA.contains(address.getHostAddress());
    return never
        ? Optional.of("it leads to %s, which is never asked".formatted(address.getHostAddress()))
        : inner(address).flatMap(one -> refusal(one, false));
  }

  /** The IPv4 address that an IPv6 one is translated to on its way. */
  private static Optional<InetAddress> inner(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return Optional.empty();
    }
    byte[] bytes = address.getAddress();
    String text = HexFormat.of().formatHex(bytes);
    boolean isatap = text.startsWith("00005efe", 16) || text.startsWith("02005efe", 16);
    return HOLDING.entrySet().stream()
        .filter(each -> text.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> isatap ? Optional.of(12) : Optional.empty())
        .map(from -> of(Arrays.copyOfRange(bytes, from, from + 4)));
  }

  /** "This network", and what is reserved or for all. */
  private static boolean isNoHost(InetAddress address) {
    int first = address.getAddress()[0] & 0xff;
    return address instanceof Inet4Address && (first == 0 || first >= 240);
  }

  private static InetAddress of(byte[] four) {
    try {
      return Inet4Address.getByAddress(four);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /** One that is refused spoils all: who answers for the name chooses which of them is taken. */
  public static Optional<String> refusal(List<InetAddress> all, boolean loopback) {
    return all.stream().flatMap(one -> refusal(one, loopback).stream()).findFirst();
  }
}
