package dev.mulkko.e2e.observer;

import dev.mulkko.e2e.observer.world.Change;
import dev.mulkko.e2e.observer.world.Kind;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Watches all kinds of one namespace. Each watch has its own pace; what puts their changes into one
 * order is the revision, and what makes the order safe is to hand out only what all of them have
 * passed.
 */
final class Recorder implements AutoCloseable {

  private final NavigableSet<Change> changes = new ConcurrentSkipListSet<>(Change.ORDER);
  private final List<KindWatch> watches;

  Recorder(KubernetesClient client, String namespace) {
    this.watches =
        Arrays.stream(Kind.values())
            .map(kind -> KindWatch.open(client, namespace, kind, changes))
            .toList();
  }

  /** Returns, in order, what has happened up to this moment and was not returned before. */
  List<Change> untilNow() {
    long moment = watches.stream().mapToLong(KindWatch::catchUp).min().orElseThrow();
    List<Change> result =
        changes.stream().takeWhile(change -> change.revision() <= moment).toList();
    result.forEach(changes::remove);
    return result;
  }

  @Override
  public void close() {
    watches.forEach(KindWatch::close);
  }
}
