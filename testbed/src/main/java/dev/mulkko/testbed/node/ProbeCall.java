package dev.mulkko.testbed.node;

import dev.mulkko.testbed.http.HttpConnection;
import dev.mulkko.testbed.http.HttpMessage;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/** Carries out a readiness probe: {@code httpGet}, or {@code tcpSocket}; any other kind fails. */
final class ProbeCall {

  private ProbeCall() {}

  /** Blocks for the probe's time-out at most. */
  static boolean passes(Container container, String podIp) {
    Probe probe = container.getReadinessProbe();
    int seconds = probe.getTimeoutSeconds() == null ? 1 : probe.getTimeoutSeconds();
    Duration limit = Duration.ofSeconds(seconds);
    HTTPGetAction get = probe.getHttpGet();
    if (get == null && probe.getTcpSocket() == null) {
      return false;
    }
    IntOrString port = get == null ? probe.getTcpSocket().getPort() : get.getPort();
    var address = new InetSocketAddress(InetAddress.ofLiteral(podIp), number(container, port));
    try (var connection = HttpConnection.to(address, limit)) {
      if (get == null) {
        return true;
      }
      connection.deadline(System.nanoTime() + limit.toNanos());
      String path = get.getPath() == null ? "/" : get.getPath();
      connection.write(
          new HttpMessage(
              "GET " + path + " HTTP/1.1",
              Map.of("Host", podIp, "User-Agent", "kube-probe/testbed", "Connection", "close"),
              ""));
      HttpMessage answer = connection.readAnswer();
      return answer != null && answer.status() >= 200 && answer.status() < 400;
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  private static int number(Container container, IntOrString port) {
    if (port.getIntVal() != null) {
      return port.getIntVal();
    }
    return container.getPorts().stream()
        .filter(named -> port.getStrVal().equals(named.getName()))
        .findFirst()
        .map(named -> named.getContainerPort())
        .orElse(0);
  }
}
