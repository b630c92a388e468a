package dev.mulkko.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.observer.invariant.Difference;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Deployment, and all Services and routes of a namespace: what is made for a rollout has to be
 * gone from there as well.
 *
 * @param essences by kind and name; without the image, which a release is meant to change
 */
record UserObjects(Map<String, JsonNode> essences) {

  static UserObjects of(Lab lab, Shop shop, Router router) {
    Map<String, JsonNode> essences = new TreeMap<>();
    Stream.of(
            Stream.of(shop.deployment()),
            lab.client().services().inNamespace(shop.namespace()).list().getItems().stream(),
            router.doors().stream().flatMap(door -> door.objects(lab.client(), shop.namespace())))
        .<HasMetadata>flatMap(objects -> objects)
        .forEach(
            one ->
                essences.put(
                    one.getKind() + " " + one.getMetadata().getName(),
                    withoutImage(Shop.essence(one))));
    return new UserObjects(essences);
  }

  private static JsonNode withoutImage(JsonNode essence) {
    if (essence.at("/spec/template/spec/containers/0") instanceof ObjectNode container) {
      container.remove("image");
    }
    return essence;
  }

  /** What is otherwise now, a sentence for each; empty when all is the same. */
  String difference(UserObjects now) {
    Set<String> names = new TreeSet<>(essences.keySet());
    names.addAll(now.essences.keySet());
    return names.stream()
        .flatMap(
            name ->
                Difference.of(essence(name), now.essence(name)).map(change -> name + ": " + change))
        .collect(Collectors.joining("; "));
  }

  private JsonNode essence(String name) {
    return essences.getOrDefault(name, MissingNode.getInstance());
  }
}
