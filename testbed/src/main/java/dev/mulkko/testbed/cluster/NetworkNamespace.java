package dev.mulkko.testbed.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The network namespace that {@code testbed/namespace/bin/java} puts a JVM into. */
final class NetworkNamespace {

  /** What the API server advertises; also the sign that this is our namespace. */
  static final String ADDRESS = "10.96.0.1";

  private static final Path SYN_SENT_SECONDS =
      Path.of("/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_syn_sent");

  /** Longer than any client of the testbed waits, so that what is repeated meets the same pod. */
  static final int UNANSWERED_SECONDS = 6;

  private NetworkNamespace() {}

  /** Refuses to go on in the machine's own network, where ports clash and traffic could leave. */
  static void requireInside() {
    if (loopbackAddresses().noneMatch(address -> ADDRESS.equals(address.getHostAddress()))) {
      throw new IllegalStateException(
          "this JVM is not in a network namespace of its own (no address "
              + ADDRESS
              + " on lo): start it with testbed/namespace/bin/java instead of java");
    }
  }

  /** Every namespace has room for one cluster: ports and kube-proxy's rules are the same. */
  static void requireFree(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
    } catch (IOException free) {
      return;
    }
    throw new IllegalStateException(
        "port " + port + " is taken: another LocalCluster is running in this namespace; close it");
  }

  /** Removes what the kube-proxy of an earlier cluster in this namespace left. */
  static void clearRules() {
    Process nft = Launcher.start(new ProcessBuilder("nft", "flush", "ruleset").inheritIO());
    nft.onExit().join();
    if (nft.exitValue() != 0) {
      throw new IllegalStateException("nft flush ruleset: exit code " + nft.exitValue());
    }
  }

  /**
   * Lets what was sent to a pod that had just gone be forgotten soon after its sender gave up. The
   * kernel keeps it for two minutes, and sends every later connection from the same port to the
   * same dead pod: here, where all clients share one address, that hits requests which have nothing
   * to do with it.
   *
   * @throws IllegalStateException before kube-proxy has written its first rules
   */
  static void forgetUnanswered() {
    try {
      Files.writeString(SYN_SENT_SECONDS, Integer.toString(UNANSWERED_SECONDS));
    } catch (IOException e) {
      throw new IllegalStateException(
          "the time of unanswered connections is not set in " + SYN_SENT_SECONDS, e);
    }
  }

  private static Stream<InetAddress> loopbackAddresses() {
    try {
      @Nullable NetworkInterface lo = NetworkInterface.getByName("lo");
      return lo == null ? Stream.empty() : lo.inetAddresses();
    } catch (SocketException e) {
      throw new IllegalStateException(e);
    }
  }
}
