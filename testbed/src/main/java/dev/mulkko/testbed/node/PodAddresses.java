package dev.mulkko.testbed.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Addresses for pods on the loopback device. They are given in turn, so that one is not soon used
 * again. Thread-safe.
 */
final class PodAddresses {

  private final Queue<String> free = new ConcurrentLinkedQueue<>();

  /** The first address and those that follow it. */
  PodAddresses(String first, int count) {
    int begin = ByteBuffer.wrap(InetAddress.ofLiteral(first).getAddress()).getInt();
    IntStream.range(begin, begin + count)
        .mapToObj(number -> Inet4Address.ofPosixLiteral(Integer.toUnsignedString(number)))
        .forEach(address -> free.add(address.getHostAddress()));
  }

  /**
   * Gives an address that nobody has; whoever takes it puts it on the device.
   *
   * @throws NoSuchElementException if all are taken
   */
  String take() {
    return free.remove();
  }

  /** Takes an address off the device, and back. */
  void release(String address) {
    ip("delete", address);
    free.add(address);
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
      if (ip.onExit().join().exitValue() != 0) {
        throw new IllegalStateException("ip address " + verb + " " + address + ": " + said.strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
