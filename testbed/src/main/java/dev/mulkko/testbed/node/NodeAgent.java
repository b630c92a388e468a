package dev.mulkko.testbed.node;

import dev.mulkko.testbed.shop.HandledRequests;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Plays the kubelet of one node, in this JVM and in its network namespace. It runs every pod that
 * is bound to its node: starts the container, probes its readiness, restarts it with back-off, ends
 * it in good order, and writes what it sees to the pod's status. It outlives API server restarts.
 *
 * <p>A pod has one container, of an image that the node has. Refused: what {@link ContainerStarter}
 * lists. Ignored: init containers, liveness and startup probes, who it runs as.
 */
public final class NodeAgent implements AutoCloseable {

  private static final int REQUEST_TIMEOUT_MS = 5_000;

  private final NodeRegistration registration;
  private final Map<String, HandledRequests> handled = new ConcurrentHashMap<>();
  private final PodWorker.Tools tools;
  private final Map<String, PodWorker> workers = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SharedIndexInformer<Pod> informer;
  private final Optional<ApiServerDoor> door;

  private NodeAgent(KubernetesClient client, NodeOptions options) {
    // The client's own retries go on for minutes, and are blind to news; the workers retry by
    // themselves.
    var noRetries =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestRetryBackoffLimit(0)
            .withRequestTimeout(REQUEST_TIMEOUT_MS)
            .build();
    var impatient = client.newClient(noRetries).adapt(KubernetesClient.class);
    registration = new NodeRegistration(impatient, options);
    var addresses = new PodAddresses(options.firstPodAddress(), 4 * options.pods());
    var starter = new ContainerStarter(options.images(), new PodFiles(impatient), this::handled);
    tools = new PodWorker.Tools(options, new PodApi(impatient), addresses, starter);
    var mine = client.pods().inAnyNamespace().withField("spec.nodeName", options.name());
    informer = mine.runnableInformer(0).exceptionHandler((started, failure) -> true);
    registration.register();
    door =
        options.images().haveProgram()
            ? Optional.of(ApiServerDoor.open(impatient, options.internalIp()))
            : Optional.empty();
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
    var _ = agent.informer.addEventHandler(agent.new Handler()).start();
    return agent;
  }

  /** The books of all shop pods of a namespace on this node, those that ended included. */
  public HandledRequests handled(String namespace) {
    return handled.computeIfAbsent(namespace, _ -> new HandledRequests());
  }

  /**
   * Stops as a machine that is switched off, but takes its Node and its addresses with it; the
   * pods' objects stay.
   */
  @Override
  public void close() {
    informer.close();
    threads.shutdown();
    workers.values().forEach(PodWorker::stop);
    threads.close();
    door.ifPresent(ApiServerDoor::close);
    registration.unregister();
  }

  private PodWorker begin(Pod pod) {
    var worker = new PodWorker(tools, pod);
    threads.execute(worker);
    return worker;
  }

  /** Called by one thread at a time. */
  private final class Handler implements ResourceEventHandler<Pod> {

    @Override
    public void onAdd(Pod pod) {
      workers.computeIfAbsent(pod.getMetadata().getUid(), uid -> begin(pod)).changed(pod);
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      onAdd(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean finalStateUnknown) {
      Optional.ofNullable(workers.remove(pod.getMetadata().getUid())).ifPresent(PodWorker::stop);
    }
  }
}
