package dev.mulkko.testbed.node;

import java.net.InetAddress;
import java.time.Duration;

/**
 * What kind of node an agent plays.
 *
 * @param name the Node's name
 * @param internalIp the Node's address; put on the loopback device
 * @param firstPodAddress where its pods' addresses begin; it uses four times {@code pods} addresses
 *     in turn, so that the address of a pod that ended is not soon another's
 * @param pods how many pods it takes
 * @param crashBackOff the wait before a container's second restart; doubles with each one after
 *     that, up to 30 times itself (the kubelet: 10 s, up to 5 min)
 * @param images what it can run
 */
public record NodeOptions(
    String name,
    String internalIp,
    String firstPodAddress,
    int pods,
    Duration crashBackOff,
    Images images) {

  /**
   * Checks that the addresses are addresses.
   *
   * @throws IllegalArgumentException if one is a name, or malformed
   */
  public NodeOptions {
    var _ = InetAddress.ofLiteral(internalIp);
    var _ = InetAddress.ofLiteral(firstPodAddress);
  }

  /** A node for 250 pods at 10.244.0.1 and up, with the kubelet's back-off. */
  public static NodeOptions named(String name) {
    return new NodeOptions(
        name, "10.243.0.1", "10.244.0.1", 250, Duration.ofSeconds(10), Images.SHOP);
  }

  /** One for a {@link HollowNode}, which may stand beside another. */
  public static NodeOptions hollow() {
    return new NodeOptions(
        HollowNode.NAME, "10.243.0.2", "10.245.0.1", 10_000, Duration.ofSeconds(10), Images.SHOP);
  }

  /** The same with another back-off. */
  public NodeOptions withCrashBackOff(Duration crashBackOff) {
    return new NodeOptions(name, internalIp, firstPodAddress, pods, crashBackOff, images);
  }

  /** The same with other images. */
  public NodeOptions withImages(Images images) {
    return new NodeOptions(name, internalIp, firstPodAddress, pods, crashBackOff, images);
  }
}
