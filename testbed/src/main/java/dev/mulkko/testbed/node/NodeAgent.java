package dev.mulkko.testbed.node;

import dev.mulkko.testbed.shop.HandledRequests;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Plays the kubelet of one node, in this JVM and in its network namespace. It runs every pod that
 * is bound to its node: starts the containers, probes their readiness, restarts them with back-off,
 * ends them in good order, and writes what it sees to the pods' status. It outlives API server
 * restarts. Not played: init containers, liveness and startup probes, volumes, exec probes.
 */
public final class NodeAgent implements AutoCloseable {

  private static final Set<String> OVER = Set.of("Succeeded", "Failed");
  private static final int REQUEST_TIMEOUT_MS = 5_000;
  private static final int ADDRESSES_PER_POD = 4;

  private final NodeOptions options;
  private final NodeRegistration registration;
  private final HandledRequests handled = new HandledRequests();
  private final PodWorker.Tools tools;
  private final Map<String, Job> jobs = new ConcurrentHashMap<>();
  private final SharedIndexInformer<Pod> informer;
  private final Thread heartbeat;

  private record Job(PodWorker worker, Thread thread) {}

  private NodeAgent(KubernetesClient client, NodeOptions options) {
    this.options = options;
    // The client's own retries go on for minutes, and are blind to news; the workers retry by
    // themselves.
    var noRetries =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestRetryBackoffLimit(0)
            .withRequestTimeout(REQUEST_TIMEOUT_MS)
            .build();
    var impatient = client.newClient(noRetries).adapt(KubernetesClient.class);
    registration = new NodeRegistration(impatient, options);
    tools =
        new PodWorker.Tools(
            options,
            new PodApi(impatient),
            new PodAddresses(options.firstPodAddress(), ADDRESSES_PER_POD * options.pods()),
            new ContainerStarter(handled));
    informer =
        client
            .pods()
            .inAnyNamespace()
            .withField("spec.nodeName", options.name())
            .runnableInformer(0);
    heartbeat = Thread.ofVirtual().name("lease of " + options.name()).unstarted(registration);
  }

  /**
   * Registers the node and begins to run its pods.
   *
   * @param client stays the caller's, who closes it after the agent
   * @throws KubernetesClientException if the API server does not take the node
   * @throws IllegalStateException if this process may not change its network namespace
   */
  public static NodeAgent start(KubernetesClient client, NodeOptions options) {
    var agent = new NodeAgent(client, options);
    agent.start();
    return agent;
  }

  /** The books of all shop pods of this node, those that ended included. */
  public HandledRequests handled() {
    return handled;
  }

  /**
   * Stops as a machine that is switched off, but takes its Node and its addresses with it; the
   * pods' objects stay.
   */
  @Override
  public void close() {
    heartbeat.interrupt();
    informer.close();
    stopPods();
    registration.unregister();
    PodAddresses.ip("delete", options.internalIp());
  }

  private void start() {
    PodAddresses.ip("replace", options.internalIp());
    registration.register();
    heartbeat.start();
    informer.addEventHandler(new Handler());
    informer.exceptionHandler((started, failure) -> true);
    var _ = informer.start();
  }

  private void seen(Pod pod) {
    Job known = jobs.get(pod.getMetadata().getUid());
    if (known != null) {
      known.worker().changed(pod);
    } else if (!OVER.contains(pod.getStatus().getPhase())) {
      var worker = new PodWorker(tools, pod);
      var thread = Thread.ofVirtual().name("pod " + pod.getMetadata().getName()).unstarted(worker);
      jobs.put(pod.getMetadata().getUid(), new Job(worker, thread));
      thread.start();
    }
  }

  private void stopPods() {
    jobs.values().forEach(job -> job.worker().stop());
    try {
      for (Job job : jobs.values()) {
        job.thread().join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Called by one thread at a time. */
  private final class Handler implements ResourceEventHandler<Pod> {

    @Override
    public void onAdd(Pod pod) {
      seen(pod);
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      seen(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean finalStateUnknown) {
      Job job = jobs.remove(pod.getMetadata().getUid());
      if (job != null) {
        job.worker().stop();
      }
    }
  }
}
