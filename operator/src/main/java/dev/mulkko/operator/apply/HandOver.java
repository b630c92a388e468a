package dev.mulkko.operator.apply;

import dev.mulkko.kube.Json;
import dev.mulkko.kube.Request;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the lease back at a clean stop, so that a standby leads within its next try. The framework
 * lets it run out instead: six seconds in which nobody rolls anything back.
 */
public final class HandOver implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  private final ClusterWriter writer;
  private final Request.Target lease;
  private final String instance;

  /**
   * Of a lease.
   *
   * @param instance by which name this process holds it, if it does
   */
  public HandOver(ClusterWriter writer, String namespace, String name, String instance) {
    this.writer = writer;
    this.lease = new Request.Target(Request.Kind.Lease, namespace, name);
    this.instance = instance;
  }

  /** Does nothing when another one leads. */
  @Override
  public void run() {
    String patch =
        Json.canonical(
            Json.tree(
                List.of(
                    operation("test", "/spec/holderIdentity", instance),
                    operation("replace", "/spec/holderIdentity", ""))));
    try {
      if (writer.send(new Request.Patch(lease, patch, false)) == ClusterWriter.Outcome.Written) {
        LOG.info("the lease {} is given back: a standby may lead at once", lease.name());
      }
    } catch (KubernetesClientException e) {
      LOG.warn(
          "the lease {} is not given back: a standby waits until it runs out", lease.name(), e);
    }
  }

  private static Map<String, String> operation(String op, String path, String value) {
    return Map.of("op", op, "path", path, "value", value);
  }
}
