package dev.mulkko.operator.telemetry;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Addresses that are never asked, whoever lists the name that leads there: those of this machine,
 * and those at which clouds give machines their credentials.
 */
public final class Addresses {

  /** Beside the link-local ones: Alibaba, Azure, Oracle; and AWS by IPv6. */
  private static final Set<String> METADATA =
      Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

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
    if (bytes[0] == 0x20 && bytes[1] == 0x02) {
      return Optional.of(of(Arrays.copyOfRange(bytes, 2, 6)));
    }
    byte[] head = Arrays.copyOf(bytes, 12);
    boolean translated = Arrays.equals(head, NAT64) || Arrays.equals(head, new byte[12]);
    return translated ? Optional.of(of(Arrays.copyOfRange(bytes, 12, 16))) : Optional.empty();
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
