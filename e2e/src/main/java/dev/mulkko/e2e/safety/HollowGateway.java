package dev.mulkko.e2e.safety;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteStatusBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Accepts every generation of every HTTPRoute, as a data plane does that has it in force. One after
 * the other: an older generation must not be accepted last.
 */
public final class HollowGateway implements ResourceEventHandler<HTTPRoute>, AutoCloseable {

  private final KubernetesClient client;
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final SharedIndexInformer<HTTPRoute> informer;

  /**
   * Begins to accept.
   *
   * @param client stays the caller's
   */
  public HollowGateway(KubernetesClient client) {
    this.client = client;
    this.informer = client.resources(HTTPRoute.class).inAnyNamespace().runnableInformer(0);
    informer.addEventHandler(this).run();
  }

  @Override
  public void onAdd(HTTPRoute route) {
    threads.execute(() -> accept(route));
  }

  @Override
  public void onUpdate(HTTPRoute before, HTTPRoute route) {
    if (!before.getMetadata().getGeneration().equals(route.getMetadata().getGeneration())) {
      onAdd(route);
    }
  }

  @Override
  public void onDelete(HTTPRoute route, boolean finalStateUnknown) {}

  private void accept(HTTPRoute route) {
    List<RouteParentStatus> parents =
        route.getSpec().getParentRefs().stream()
            .map(parent -> accepted(parent, route.getMetadata().getGeneration()))
            .toList();
    String patch =
        client
            .getKubernetesSerialization()
            .asJson(Map.of("status", new HTTPRouteStatusBuilder().withParents(parents).build()));
    try {
      var _ =
          client
              .resource(route)
              .subresource("status")
              .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    } catch (KubernetesClientException e) {
      if (e.getCode() != 404) {
        throw e;
      }
    }
  }

  private static RouteParentStatus accepted(ParentReference parent, long generation) {
    ConditionBuilder condition =
        new ConditionBuilder()
            .withStatus("True")
            .withReason("Accepted")
            .withMessage("")
            .withObservedGeneration(generation)
            .withLastTransitionTime(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return new RouteParentStatusBuilder()
        .withParentRef(parent)
        .withControllerName("mulkko.dev/hollow")
        .withConditions(
            condition.withType("Accepted").build(), condition.withType("ResolvedRefs").build())
        .build();
  }

  @Override
  public void close() {
    informer.close();
    threads.close();
  }
}
