package dev.mulkko.cli.cluster;

import dev.mulkko.api.v1beta1.Rollout;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** That something changed, not what: whoever hears it reads again. */
public final class Changes implements AutoCloseable {

  private final Semaphore heard = new Semaphore(0);
  private final SharedIndexInformer<Rollout> informer;

  private Changes(KubernetesClient client, String namespace, String name) {
    ResourceEventHandler<Rollout> handler =
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(Rollout rollout) {
            heard.release();
          }

          @Override
          public void onUpdate(Rollout before, Rollout now) {
            heard.release();
          }

          @Override
          public void onDelete(Rollout rollout, boolean unknown) {
            heard.release();
          }
        };
    var kind = client.resources(Rollout.class);
    if (namespace.isEmpty()) {
      informer = kind.inAnyNamespace().inform(handler);
    } else if (name.isEmpty()) {
      informer = kind.inNamespace(namespace).inform(handler);
    } else {
      informer = kind.inNamespace(namespace).withName(name).inform(handler);
    }
  }

  static Changes of(KubernetesClient client, String namespace, String name) {
    return new Changes(client, namespace, name);
  }

  /** Returns at a change, or when the time is over. Several changes at once are one. */
  public void await(Duration most) {
    try {
      if (heard.tryAcquire(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS)) {
        heard.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    informer.close();
  }
}
