package dev.mulkko.e2e.release;

import dev.mulkko.e2e.Shop;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/** Places of a good release at which an operator may die, as the API server shows them. */
enum Place {
  FIRST_ROUTE_WRITE {
    @Override
    SharedIndexInformer<?> watch(KubernetesClient client, Shop shop, Runnable act) {
      return client
          .genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute")
          .inNamespace(shop.namespace())
          .inform(new Change<>(Place::isTouched, act));
    }
  },
  SERVICE_PASSES_TO_THE_CANARY {
    @Override
    SharedIndexInformer<?> watch(KubernetesClient client, Shop shop, Runnable act) {
      return client
          .services()
          .inNamespace(shop.namespace())
          .inform(new Change<>(Place::isUnpinned, act));
    }
  },
  SWAP {
    @Override
    SharedIndexInformer<?> watch(KubernetesClient client, Shop shop, Runnable act) {
      return client
          .apps()
          .replicaSets()
          .inNamespace(shop.namespace())
          .inform(new Change<>(Place::isParked, act));
    }
  };

  /** Acts, in the thread that hears of it, as soon as the release has come here. */
  abstract SharedIndexInformer<?> watch(KubernetesClient client, Shop shop, Runnable act);

  private static boolean isTouched(
      GenericKubernetesResource before, GenericKubernetesResource now) {
    return !before.getMetadata().getAnnotations().containsKey(Names.restore("shop"))
        && now.getMetadata().getAnnotations().containsKey(Names.restore("shop"));
  }

  private static boolean isUnpinned(Service before, Service now) {
    return before.getSpec().getSelector().containsKey(Names.HASH)
        && !now.getSpec().getSelector().containsKey(Names.HASH);
  }

  private static boolean isParked(ReplicaSet before, ReplicaSet now) {
    return !Ownership.parked("shop", before) && Ownership.parked("shop", now);
  }
}
