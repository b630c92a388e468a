package dev.mulkko.testbed.node;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the node itself has: an address, a Node that is ready, and the Lease that says it still is.
 */
final class NodeRegistration {

  private static final Logger log = LoggerFactory.getLogger(NodeRegistration.class);
  private static final String LEASES = "kube-node-lease";

  private final KubernetesClient client;
  private final NodeOptions options;
  private final ScheduledExecutorService heartbeat =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

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
    PodAddresses.ip("replace", options.internalIp());
    Node node = node();
    var named = client.resource(node);
    named.forceConflicts().serverSideApply();
    var merge = PatchContext.of(PatchType.STRATEGIC_MERGE);
    named.subresource("status").patch(merge, client.getKubernetesSerialization().asJson(node));
    // The API server taints a new node; the controller that takes that off may not run, or may be
    // at it at this moment:
    // so not an edit of what was read, but a word that holds whatever is there.
    named.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"taints\":null}}");
    var _ = heartbeat.scheduleWithFixedDelay(this::renewLease, 0, 10, SECONDS);
  }

  /** Deletes the objects, as far as the API server takes that. */
  void unregister() {
    heartbeat.shutdownNow();
    try {
      client.nodes().withName(options.name()).delete();
      client.leases().inNamespace(LEASES).withName(options.name()).delete();
    } catch (KubernetesClientException e) {
      log.debug("node {} stays behind: {}", options.name(), e.getMessage());
    }
    PodAddresses.ip("delete", options.internalIp());
  }

  /** Renews the lease, or leaves it for the next time. */
  private void renewLease() {
    var lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withName(options.name())
            .withNamespace(LEASES)
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity(options.name())
            .withLeaseDurationSeconds(40)
            .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
            .endSpec()
            .build();
    try {
      client.resource(lease).forceConflicts().serverSideApply();
    } catch (KubernetesClientException e) {
      log.debug("the lease of {} was not renewed: {}", options.name(), e.getMessage());
    }
  }

  private Node node() {
    String now = PodReport.seconds(Instant.now());
    String yaml =
        """
        apiVersion: v1
        kind: Node
        metadata: {name: %1$s, labels: {kubernetes.io/hostname: %1$s, kubernetes.io/os: linux}}
        status:
          capacity: &room {cpu: "1000", memory: 1Ti, ephemeral-storage: 1Ti, pods: "%3$d"}
          allocatable: *room
          addresses: [{type: InternalIP, address: %2$s}, {type: Hostname, address: %1$s}]
          conditions:
          - {type: Ready, status: "True", lastHeartbeatTime: "%4$s", lastTransitionTime: "%4$s",
             reason: AgentReady, message: the testbed's node agent plays the kubelet}
        """
            .formatted(options.name(), options.internalIp(), options.pods(), now);
    return client.getKubernetesSerialization().unmarshal(yaml, Node.class);
  }
}
