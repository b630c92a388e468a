package dev.mulkko.kube.route;

import dev.mulkko.kube.Snapshot;
import java.util.List;
import java.util.Optional;

/** Which kinds of route can send copies of requests. */
public final class Mirroring {

  private Mirroring() {}

  /** Why a route of this kind cannot; empty when it can, as far as its Gateway can. */
  public static Optional<String> refusal(String kind) {
    return kind.equals("HTTPRoute")
        ? Optional.empty()
        : Optional.of(
            "cannot send copies of requests: leave setMirror out, or name only HTTPRoutes");
  }

  /** Who serves a route and says nothing of what it can do, for sentences. */
  public static List<String> silent(Snapshot snapshot) {
    return Routers.of(snapshot).stream()
        .filter(WeightedRoute.class::isInstance)
        .map(WeightedRoute.class::cast)
        .flatMap(
            route ->
                route.parents().stream()
                    .filter(parent -> parent.features().isEmpty())
                    .map(parent -> parent.who() + " of " + route.name()))
        .distinct()
        .toList();
  }
}
