package dev.mulkko.e2e.observer;

import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.observer.world.Change;
import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.kube.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happens to the objects of one kind. An API server that was gone for a while is
 * asked for all it has when it is back: what an object was in between is then not known, but
 * nothing is out of order.
 */
final class KindWatch implements ResourceEventHandler<GenericKubernetesResource>, AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Kind kind;
  private final NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      objects;
  private final NavigableSet<Change> changes;

  /** By name, the last revision that was told of objects that are there, and of those that went. */
  private final Map<String, Long> present = new ConcurrentHashMap<>();

  private final Map<String, Long> gone = new ConcurrentHashMap<>();

  private final SharedIndexInformer<GenericKubernetesResource> informer;

  private KindWatch(
      KubernetesClient client, String namespace, Kind kind, NavigableSet<Change> changes) {
    this.kind = kind;
    this.changes = changes;
    this.objects = client.genericKubernetesResources(kind.context()).inNamespace(namespace);
    this.informer = objects.runnableInformer(0);
  }

  /**
   * Begins to watch.
   *
   * @param changes gets what happens
   */
  static KindWatch open(
      KubernetesClient client, String namespace, Kind kind, NavigableSet<Change> changes) {
    KindWatch watch = new KindWatch(client, namespace, kind, changes);
    watch.informer.addEventHandler(watch);
    watch.informer.run();
    return watch;
  }

  /**
   * Returns a revision not older than this moment of which it is known that everything up to it was
   * told: all that a list made now has in it.
   */
  long catchUp() {
    GenericKubernetesResourceList list = objects.list();
    long moment = revision(list.getMetadata().getResourceVersion());
    Wait.until(
        LIMIT, "the watch of kind %s has caught up".formatted(kind), () -> hasTold(list, moment));
    return moment;
  }

  private boolean hasTold(GenericKubernetesResourceList list, long moment) {
    Map<String, Long> others = new HashMap<>(present);
    for (GenericKubernetesResource object : list.getItems()) {
      String name = object.getMetadata().getName();
      long told = Math.max(orNever(others.remove(name)), orNever(gone.get(name)));
      if (told < revision(object)) {
        return false;
      }
    }
    return others.values().stream().allMatch(created -> created > moment);
  }

  private static long orNever(@Nullable Long revision) {
    return Objects.requireNonNullElse(revision, 0L);
  }

  @Override
  public void onAdd(GenericKubernetesResource object) {
    note(object);
  }

  @Override
  public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
    note(object);
  }

  private void note(GenericKubernetesResource object) {
    Change change = Change.to(Json.tree(object), kind, Instant.now());
    changes.add(change);
    present.put(change.name(), change.revision());
  }

  /** Of one that went while nobody could watch is only known that it is gone by now. */
  @Override
  public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
    String name = object.getMetadata().getName();
    long known = orNever(present.get(name));
    long revision = revision(object) > known ? revision(object) : Math.max(known, newest()) + 1;
    changes.add(new Change(revision, Instant.now(), kind, name, Optional.empty()));
    gone.put(name, revision);
    present.remove(name);
  }

  private long newest() {
    return changes.isEmpty() ? 0 : changes.last().revision();
  }

  private static long revision(HasMetadata object) {
    return revision(object.getMetadata().getResourceVersion());
  }

  private static long revision(String resourceVersion) {
    return Long.parseLong(resourceVersion);
  }

  @Override
  public void close() {
    informer.close();
  }
}
