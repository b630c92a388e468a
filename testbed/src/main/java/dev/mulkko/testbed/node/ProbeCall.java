package dev.mulkko.testbed.node;

import static java.util.Objects.requireNonNullElse;

import dev.mulkko.testbed.http.HttpConnection;
import dev.mulkko.testbed.http.HttpMessage;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/** Carries out a readiness probe of the kind {@code httpGet}. */
final class ProbeCall {

  private ProbeCall() {}

  /** Blocks for the probe's time-out at most. */
  static boolean passes(Container spec, String podIp) {
    HTTPGetAction get = spec.getReadinessProbe().getHttpGet();
    Duration limit = Duration.ofSeconds(spec.getReadinessProbe().getTimeoutSeconds());
    String line = "GET " + get.getPath() + " HTTP/1.1";
    var fields = Map.of("Host", podIp, "User-Agent", "kube-probe/testbed", "Connection", "close");
    var address = new InetSocketAddress(InetAddress.ofLiteral(podIp), port(spec, get.getPort()));
    try (var connection = HttpConnection.to(address, limit)) {
      connection.deadline(System.nanoTime() + limit.toNanos());
      connection.write(new HttpMessage(line, fields, ""));
      HttpMessage answer = connection.readAnswer();
      return answer != null && answer.status() >= 200 && answer.status() < 400;
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  private static int port(Container spec, IntOrString port) {
    return spec.getPorts().stream()
        .filter(named -> named.getName() != null && named.getName().equals(port.getStrVal()))
        .findFirst()
        .map(ContainerPort::getContainerPort)
        .orElseGet(() -> requireNonNullElse(port.getIntVal(), 0));
  }
}
