package dev.mulkko.testbed.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node on which nothing runs: it says of each pod that is bound to it what the pod's environment
 * asks for, at once. For tests of what controllers do, thousands of times over.
 *
 * <p>{@code NEVER_READY} and {@code CRASHING} (any value) of a container are heeded; every other
 * pod is ready. One that is to end, ends.
 */
public final class HollowNode implements AutoCloseable {

  /** What a pod's {@code nodeName} must be to be one of its. */
  public static final String NAME = "hollow";

  private static final String CORDONED = "{\"spec\": {\"unschedulable\": true}}";

  private static final Logger log = LoggerFactory.getLogger(HollowNode.class);

  private final NodeRegistration registration;
  private final PodApi api;
  private final String ip;
  private final AtomicInteger addresses = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SharedIndexInformer<Pod> informer;

  private HollowNode(KubernetesClient client, NodeOptions options) {
    var noRetries =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestRetryBackoffLimit(0)
            .build();
    var impatient = client.newClient(noRetries).adapt(KubernetesClient.class);
    registration = new NodeRegistration(impatient, options);
    api = new PodApi(impatient);
    ip = options.internalIp();
    informer =
        client
            .pods()
            .inAnyNamespace()
            .withField("spec.nodeName", options.name())
            .runnableInformer(0)
            .exceptionHandler((started, failure) -> true);
  }

  /**
   * Registers the node and begins to speak for its pods.
   *
   * @param client stays the caller's, who closes it after the node
   * @throws KubernetesClientException if the API server does not take the node
   */
  public static HollowNode start(KubernetesClient client, NodeOptions options) {
    var node = new HollowNode(client, options);
    node.registration.register();
    // Whoever is to be here says so by name; the scheduler must send nobody.
    client.nodes().withName(options.name()).patch(PatchContext.of(PatchType.JSON_MERGE), CORDONED);
    var _ = node.informer.addEventHandler(node.new Handler()).start();
    return node;
  }

  @Override
  public void close() {
    informer.close();
    threads.close();
    registration.unregister();
  }

  private void say(Pod pod) {
    try {
      if (pod.getMetadata().getDeletionTimestamp() != null) {
        api.remove(pod);
      } else {
        Instant now = Instant.now();
        PodReport report = new PodReport(ip, address(), now);
        api.writeStatus(pod, report.of(pod, container(pod, now), null, now));
      }
    } catch (IOException e) {
      log.warn("pod {} is told nothing of: {}", pod.getMetadata().getName(), e.getMessage());
    }
  }

  private String address() {
    int n = addresses.getAndIncrement();
    return "10.%d.%d.%d".formatted(128 + (n >> 16) % 64, (n >> 8) & 255, n & 255);
  }

  private static ContainerStatus container(Pod pod, Instant now) {
    Container spec = pod.getSpec().getContainers().getFirst();
    boolean crashing = has(spec, "CRASHING");
    return new ContainerStatusBuilder()
        .withName(spec.getName())
        .withImage(spec.getImage())
        .withImageID(ImageId.of(spec.getImage()))
        .withContainerID("hollow://" + pod.getMetadata().getUid())
        .withRestartCount(crashing ? 2 : 0)
        .withReady(!crashing && !has(spec, "NEVER_READY"))
        .withStarted(!crashing)
        .withState(
            crashing
                ? new ContainerState(
                    null, null, new ContainerStateWaiting("it ends by itself", "CrashLoopBackOff"))
                : new ContainerState(new ContainerStateRunning(PodReport.seconds(now)), null, null))
        .build();
  }

  private static boolean has(Container container, String variable) {
    return container.getEnv().stream().anyMatch(env -> env.getName().equals(variable));
  }

  /** Called by one thread at a time. */
  private final class Handler implements ResourceEventHandler<Pod> {

    @Override
    public void onAdd(Pod pod) {
      threads.execute(() -> say(pod));
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      boolean ends =
          before.getMetadata().getDeletionTimestamp() == null
              && pod.getMetadata().getDeletionTimestamp() != null;
      if (ends || !Objects.equals(before.getMetadata().getUid(), pod.getMetadata().getUid())) {
        threads.execute(() -> say(pod));
      }
    }

    @Override
    public void onDelete(Pod pod, boolean finalStateUnknown) {}
  }
}
