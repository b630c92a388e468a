package dev.mulkko.operator.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gateways and their classes, read when a step asks what these can do. A few serve all routes of a
 * cluster and hardly change, so each is read once in a while and not in each pass.
 */
public final class LiveGateways implements Observer.GatewayReader {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  private static final Duration KEPT = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final Clock clock;
  private final Map<String, Kept> known = new ConcurrentHashMap<>();

  public LiveGateways(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  private record Kept(Optional<GenericKubernetesResource> object, Instant until) {}

  @Override
  public List<GenericKubernetesResource> of(List<GenericKubernetesResource> routes) {
    List<GenericKubernetesResource> gateways =
        routes.stream()
            .flatMap(
                route ->
                    Json.tree(route)
                        .path("spec")
                        .path("parentRefs")
                        .valueStream()
                        .filter(parent -> parent.path("kind").asText("Gateway").equals("Gateway"))
                        .map(parent -> gateway(parent, route.getMetadata().getNamespace())))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    List<GenericKubernetesResource> all = new ArrayList<>(gateways);
    gateways.stream()
        .map(gateway -> Json.tree(gateway).path("spec").path("gatewayClassName").asText())
        .distinct()
        .flatMap(name -> gatewayClass(name).stream())
        .forEach(all::add);
    return all;
  }

  private Optional<GenericKubernetesResource> gateway(JsonNode parent, String namespace) {
    String name = parent.path("name").asText();
    String in = parent.path("namespace").asText(namespace);
    return kept(
        in + "/" + name,
        () ->
            client
                .genericKubernetesResources(kind("Gateway", "gateways", true))
                .inNamespace(in)
                .withName(name)
                .get());
  }

  private Optional<GenericKubernetesResource> gatewayClass(String name) {
    return kept(
        name,
        () ->
            client
                .genericKubernetesResources(kind("GatewayClass", "gatewayclasses", false))
                .withName(name)
                .get());
  }

  /** Two that ask at once may both read: neither waits for the other. */
  private Optional<GenericKubernetesResource> kept(
      String key, Supplier<@Nullable GenericKubernetesResource> read) {
    Instant now = clock.instant();
    Kept before = known.get(key);
    if (before != null && before.until.isAfter(now)) {
      return before.object;
    }
    Optional<GenericKubernetesResource> object = readable(key, read);
    known.put(key, new Kept(object, now.plus(KEPT)));
    return object;
  }

  /** What may not be read says nothing of itself. */
  private static Optional<GenericKubernetesResource> readable(
      String key, Supplier<@Nullable GenericKubernetesResource> read) {
    try {
      return Optional.ofNullable(read.get());
    } catch (KubernetesClientException e) {
      LOG.atDebug().addKeyValue("code", e.getCode()).log("cannot read who serves a route: " + key);
      return Optional.empty();
    }
  }

  private static ResourceDefinitionContext kind(String kind, String plural, boolean namespaced) {
    return new ResourceDefinitionContext.Builder()
        .withGroup("gateway.networking.k8s.io")
        .withVersion("v1")
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(namespaced)
        .build();
  }
}
