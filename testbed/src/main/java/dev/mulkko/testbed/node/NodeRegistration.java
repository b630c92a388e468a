package dev.mulkko.testbed.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's own objects: a Node that is ready, and the Lease that says it still is. */
final class NodeRegistration implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(NodeRegistration.class);
  private static final String LEASES = "kube-node-lease";
  private static final Duration RENEW = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int LEASE_SECONDS = 40;

  private final KubernetesClient client;
  private final NodeOptions options;

  NodeRegistration(KubernetesClient client, NodeOptions options) {
    this.client = client;
    this.options = options;
  }

  /**
   * Makes the Node, or takes over the one that has its name, and makes it ready for pods.
   *
   * @throws KubernetesClientException if the API server does not take it
   */
  void register() {
    Node node = node();
    var named = client.nodes().withName(options.name());
    if (named.get() == null) {
      client.resource(node).create();
    }
    named
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            client.getKubernetesSerialization().asJson(node));
    // The API server taints a new node; the controller that takes that off may not run, or may be
    // at it at this moment:
    // so not an edit of what was read, but a word that holds whatever is there.
    named.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"taints\":null}}");
    renewLease();
  }

  /** Renews the lease until the thread is interrupted, whatever the API server says. */
  @Override
  public void run() {
    Duration pause = RENEW;
    while (true) {
      try {
        Thread.sleep(pause);
        renewLease();
        pause = RENEW;
      } catch (InterruptedException e) {
        return;
      } catch (KubernetesClientException e) {
        log.debug("the lease of {} was not renewed: {}", options.name(), e.getMessage());
        pause = RETRY;
      }
    }
  }

  /** Deletes the objects, as far as the API server takes that. */
  void unregister() {
    try {
      client.nodes().withName(options.name()).delete();
      client.leases().inNamespace(LEASES).withName(options.name()).delete();
    } catch (KubernetesClientException e) {
      log.debug("node {} stays behind: {}", options.name(), e.getMessage());
    }
  }

  private void renewLease() {
    var lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withName(options.name())
            .withNamespace(LEASES)
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity(options.name())
            .withLeaseDurationSeconds(LEASE_SECONDS)
            .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
            .endSpec()
            .build();
    client.resource(lease).forceConflicts().serverSideApply();
  }

  private Node node() {
    String yaml =
        """
        apiVersion: v1
        kind: Node
        metadata:
          name: %1$s
          labels: {kubernetes.io/hostname: %1$s, kubernetes.io/os: linux}
        status:
          capacity: &room {cpu: "1000", memory: 1Ti, ephemeral-storage: 1Ti, pods: "%3$d"}
          allocatable: *room
          addresses:
          - {type: InternalIP, address: %2$s}
          - {type: Hostname, address: %1$s}
          conditions:
          - type: Ready
            status: "True"
            reason: AgentReady
            message: the testbed's node agent plays the kubelet
            lastHeartbeatTime: "%4$s"
            lastTransitionTime: "%4$s"
        """
            .formatted(
                options.name(),
                options.internalIp(),
                options.pods(),
                ContainerLife.seconds(Instant.now()));
    return client.getKubernetesSerialization().unmarshal(yaml, Node.class);
  }
}
