package dev.mulkko.e2e.release;

import dev.mulkko.e2e.Shop;
import dev.mulkko.kube.Names;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The pin of the Service at every revision from now on; empty for none.
 *
 * @param revisions in the order in which the API server wrote them
 */
record Pinned(List<String> revisions, SharedIndexInformer<Service> watch) implements AutoCloseable {

  static Pinned watch(KubernetesClient client, Shop shop) {
    List<String> revisions = new CopyOnWriteArrayList<>();
    return new Pinned(
        revisions,
        client
            .services()
            .inNamespace(shop.namespace())
            .withName("shop")
            .inform(new Notes(revisions)));
  }

  static String of(Service service) {
    return service.getSpec().getSelector().getOrDefault(Names.HASH, "");
  }

  @Override
  public void close() {
    watch.close();
  }

  private record Notes(List<String> revisions) implements ResourceEventHandler<Service> {

    @Override
    public void onAdd(Service service) {}

    @Override
    public void onUpdate(Service before, Service now) {
      revisions.add(of(now));
    }

    @Override
    public void onDelete(Service service, boolean finalStateUnknown) {}
  }
}
