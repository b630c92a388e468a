package dev.mulkko.testbed.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Addresses for pods on the loopback device. They are given in turn, so that one is not soon used
 * again. Thread-safe.
 */
final class PodAddresses {

  private final int first;
  private final int count;
  private final Set<Integer> taken = new HashSet<>();
  private int next;

  PodAddresses(String first, int count) {
    this.first = ByteBuffer.wrap(InetAddress.ofLiteral(first).getAddress()).getInt();
    this.count = count;
  }

  /**
   * Puts an address that nobody has on the device.
   *
   * @throws IllegalStateException if all are taken
   */
  String take() {
    String address = text(first + reserve());
    ip("replace", address);
    return address;
  }

  /** Takes an address off the device. */
  void release(String address) {
    ip("delete", address);
    synchronized (this) {
      taken.remove(ByteBuffer.wrap(InetAddress.ofLiteral(address).getAddress()).getInt() - first);
    }
  }

  /**
   * Changes the addresses of the loopback device; needs the rights of the network namespace.
   *
   * @param verb {@code replace} or {@code delete}
   * @throws IllegalStateException if that fails
   */
  static void ip(String verb, String address) {
    try {
      Process ip =
          new ProcessBuilder("ip", "address", verb, address + "/32", "dev", "lo")
              .redirectErrorStream(true)
              .start();
      String said = new String(ip.getInputStream().readAllBytes(), US_ASCII);
      if (ip.waitFor() != 0) {
        throw new IllegalStateException("ip address " + verb + " " + address + ": " + said.strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private synchronized int reserve() {
    for (int tries = 0; tries < count; tries++) {
      int offset = next;
      next = (next + 1) % count;
      if (taken.add(offset)) {
        return offset;
      }
    }
    throw new IllegalStateException("all " + count + " pod addresses are taken");
  }

  private static String text(int address) {
    return "%d.%d.%d.%d"
        .formatted(address >>> 24, address >>> 16 & 0xff, address >>> 8 & 0xff, address & 0xff);
  }
}
