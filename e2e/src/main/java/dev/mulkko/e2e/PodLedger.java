package dev.mulkko.e2e;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every pod that ever was in a namespace, by image: what was replaced, and what was restarted. */
public final class PodLedger implements AutoCloseable {

  private final Map<String, Set<String>> uids = new ConcurrentHashMap<>();
  private final Map<String, Integer> restarts = new ConcurrentHashMap<>();
  private final SharedIndexInformer<Pod> informer;

  public PodLedger(KubernetesClient client, String namespace) {
    informer = client.pods().inNamespace(namespace).inform(new Book());
  }

  /** UIDs of all pods that ever had this image. */
  public Set<String> everOf(String image) {
    return Set.copyOf(uids.getOrDefault(image, Set.of()));
  }

  /**
   * How many pods of an image were replaced by others or restarted.
   *
   * @param replicas how many there have to be
   */
  public int disturbed(String image, int replicas) {
    Set<String> ever = everOf(image);
    int restarted = ever.stream().mapToInt(uid -> restarts.getOrDefault(uid, 0)).sum();
    return Math.max(0, ever.size() - replicas) + restarted;
  }

  @Override
  public void close() {
    informer.close();
  }

  private final class Book implements ResourceEventHandler<Pod> {

    @Override
    public void onAdd(Pod pod) {
      note(pod);
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      note(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean finalStateUnknown) {
      note(pod);
    }

    private void note(Pod pod) {
      String uid = pod.getMetadata().getUid();
      String image = pod.getSpec().getContainers().getFirst().getImage();
      uids.computeIfAbsent(image, _ -> ConcurrentHashMap.newKeySet()).add(uid);
      if (pod.getStatus() != null) {
        pod.getStatus().getContainerStatuses().stream()
            .map(ContainerStatus::getRestartCount)
            .forEach(count -> restarts.merge(uid, count, Math::max));
      }
    }
  }
}
