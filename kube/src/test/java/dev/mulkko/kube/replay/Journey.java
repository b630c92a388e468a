package dev.mulkko.kube.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.engine.plan.Action.NameRevisions;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.golden.JsonPatch;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.route.Router;
import dev.mulkko.kube.route.Routers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The user's route on its way, as an API server would keep it. */
final class Journey {
  private static final String ROUTE = "HTTPRoute shop";

  private JsonNode route;

  Journey(String route) {
    this.route = Yaml.tree(route);
  }

  Journey named() {
    return write(router().name(new NameRevisions(ROUTE, "old", "new")));
  }

  Journey split(int percent) {
    return split(percent, null, null);
  }

  Journey split(int percent, @Nullable Match match, @Nullable Sticky sticky) {
    return write(router().split(new SplitRoute(ROUTE, "old", "new", percent, match, sticky, 0)));
  }

  List<String> objections() {
    return router().objections();
  }

  JsonNode rule(int index) {
    return rules().get(index);
  }

  int size() {
    return rules().size();
  }

  /** The backends of a rule. */
  Stream<JsonNode> refs(int index) {
    return rule(index).path("backendRefs").valueStream();
  }

  /** What each backend of a rule has; what is left out means 1. */
  Map<String, Integer> weights(int index) {
    return refs(index)
        .collect(
            Collectors.toMap(ref -> ref.path("name").asText(), ref -> ref.path("weight").asInt(1)));
  }

  private JsonNode rules() {
    return route.path("spec").path("rules");
  }

  private Router router() {
    return Routers.of(Snapshots.of(List.of(Yaml.tree(Shop.ROLLOUT), route)), ROUTE);
  }

  private Journey write(Request request) {
    if (!(request instanceof Request.Patch patch)) {
      throw new AssertionError("no patch: " + request);
    }
    try {
      route = JsonPatch.apply(route, Json.parse(patch.json()));
      return this;
    } catch (JsonPatch.Refused refused) {
      throw new AssertionError("an API server refuses it: " + refused.getMessage(), refused);
    }
  }
}
