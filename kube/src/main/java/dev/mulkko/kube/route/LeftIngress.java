package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.engine.plan.Observation.Route;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A canary whose Ingress the user has deleted, or that the spec names no more. It has a name of its
 * own, so that one that is missing is waited for, and can only be removed.
 */
record LeftIngress(JsonNode beside) implements Router {

  static Optional<Router> beside(Snapshot seen, String ingress) {
    return IngressBeside.find(seen, ingress).map(LeftIngress::new);
  }

  /**
   * Those that this Rollout made beside others than these.
   *
   * @param ingresses names of objects
   */
  static Stream<Router> besideOthers(Snapshot seen, List<String> ingresses) {
    return IngressBeside.all(seen)
        .filter(
            one ->
                ingresses.stream()
                    .noneMatch(named -> Names.isBeside(named, one.getMetadata().getName())))
        .map(one -> new LeftIngress(Json.tree(one)));
  }

  @Override
  public String name() {
    return "Ingress " + beside.path("metadata").path("name").asText();
  }

  @Override
  public Route observed() {
    return new Route(name(), new Shape.Split(Map.of()), Optional.empty());
  }

  @Override
  public List<String> objections() {
    return List.of();
  }

  @Override
  public Request split(SplitRoute split) {
    throw new IllegalStateException(name() + " has nothing beside it that could get the rest");
  }

  @Override
  public Request restore() {
    return IngressBeside.delete(beside);
  }
}
