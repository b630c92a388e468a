package dev.mulkko.e2e.observer.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A Rollout, and what it manages in the same world. */
public record Managed(World world, JsonNode rollout) {

  public String name() {
    return rollout.at("/metadata/name").asText();
  }

  /** The same Rollout in another world. */
  public Optional<Managed> in(World other) {
    return other
        .rollouts()
        .filter(m -> m.rollout.at("/metadata/uid").equals(rollout.at("/metadata/uid")))
        .findFirst();
  }

  /** The Deployment it is attached to: that one, and not another of the same name. */
  public Optional<JsonNode> deployment() {
    return world
        .find(Kind.Deployment, rollout.at("/spec/workloadRef/name").asText())
        .filter(d -> !stable().isEmpty())
        .filter(d -> d.at("/metadata/uid").equals(rollout.at("/status/workloadUid")))
        .filter(d -> !d.path("metadata").has("deletionTimestamp"));
  }

  public boolean attached() {
    return deployment().isPresent();
  }

  public int replicas() {
    return deployment().map(d -> d.at("/spec/replicas").asInt(1)).orElse(0);
  }

  /** Empty when it was never attached. */
  public String stable() {
    return rollout.at("/status/stable").asText();
  }

  /** Empty at rest. */
  public String canary() {
    return rollout.at("/status/canary").asText();
  }

  public boolean inRollout() {
    return rollout.at("/status/rollout").isObject();
  }

  /** A field of the rollout under way; a missing node when it is absent, or at rest. */
  public JsonNode progress(String field) {
    return rollout.at("/status/rollout").path(field);
  }

  public boolean paused() {
    return progress("paused").isObject();
  }

  /** The Deployment may go from one version to the other by itself. */
  public boolean rolling() {
    return inRollout() && rollout.at("/spec/strategy").has("rolling");
  }

  public boolean aborting() {
    return progress("abort").isObject();
  }

  /** The canary is the Deployment's and stable is not: from here on there is another stable. */
  public boolean promoted() {
    return owned(canary()) && !owned(stable());
  }

  public boolean owned(String revision) {
    return rs(revision).filter(this::owned).isPresent();
  }

  public boolean owned(Rs rs) {
    return deployment().filter(rs::ownedBy).isPresent();
  }

  public Optional<Rs> rs(String revision) {
    return replicaSets().filter(rs -> rs.revision().equals(revision)).findFirst();
  }

  /** Those that the Deployment owns, and those that are parked for it. */
  public Stream<Rs> replicaSets() {
    return deployment().stream().flatMap(d -> world.replicaSets().filter(rs -> rs.names(d)));
  }

  public String service() {
    return rollout.at("/spec/traffic/service").asText();
  }

  /** The revision that the user's Service is narrowed to; empty when it is not. */
  public String pin() {
    return world
        .find(Kind.Service, service())
        .map(s -> s.at("/spec/selector").path(Names.HASH).asText())
        .orElse("");
  }

  public String backend(String revision) {
    return Names.backend(service(), revision);
  }

  /** The revision Services that exist. */
  public Stream<JsonNode> backends() {
    return world
        .all(Kind.Service)
        .filter(service -> World.label(service, Names.ROLLOUT_LABEL).equals(name()));
  }

  /** Those that carry the traffic of clients. */
  public List<Route> routes() {
    return routes("/spec/traffic/routes");
  }

  /** Those of people who look at the canary before it has traffic. */
  public List<Route> previewRoutes() {
    return routes("/spec/strategy/blueGreen/previewRoutes");
  }

  /** Both: what is left of a Rollout in any of them is a trace. */
  public List<Route> allRoutes() {
    return Stream.concat(routes().stream(), previewRoutes().stream()).toList();
  }

  private List<Route> routes(String list) {
    return rollout
        .at(list)
        .valueStream()
        .flatMap(ref -> route(ref.path("kind").asText(), ref.path("name").asText()).stream())
        .map(route -> new Route(route, service(), revisionServices()))
        .toList();
  }

  /** What a data plane may serve of an HTTPRoute, or did when the last news of it left. */
  public List<Route> lately(Route route) {
    return inForce(route).lately().map(version -> as(version, route)).toList();
  }

  private InForce inForce(Route route) {
    return world.inForce().getOrDefault(route.name(), InForce.NONE);
  }

  private static Route as(JsonNode version, Route route) {
    return new Route(version, route.service(), route.backends());
  }

  /**
   * Whether what a route says of this Rollout is in force. Of an Ingress nobody says what is: what
   * is written counts.
   */
  public boolean verified(Route route) {
    if (route.tree().path("kind").asText().equals("Ingress")) {
      return true;
    }
    InForce inForce = inForce(route);
    return inForce.known()
        && inForce.versions().stream()
            .allMatch(version -> as(version, route).part().equals(route.part()));
  }

  private Optional<JsonNode> route(String kind, String name) {
    return kind.equals("Ingress")
        ? world.find(Kind.Ingress, name).map(home -> IngressPair.of(this, home))
        : world.find(Kind.HTTPRoute, name);
  }

  /** The Ingresses of the user that the Rollout names. */
  public Stream<JsonNode> ingresses() {
    return rollout
        .at("/spec/traffic/routes")
        .valueStream()
        .filter(ref -> ref.path("kind").asText().equals("Ingress"))
        .flatMap(ref -> world.find(Kind.Ingress, ref.path("name").asText()).stream());
  }

  /** Also those that are gone: a route may still name them. */
  private Set<String> revisionServices() {
    Set<String> names = new HashSet<>();
    Stream.concat(Stream.of(stable(), canary()), world.replicaSets().map(Rs::revision))
        .filter(revision -> !revision.isEmpty())
        .forEach(revision -> names.add(backend(revision)));
    backends().forEach(backend -> names.add(backend.at("/metadata/name").asText()));
    return Set.copyOf(names);
  }

  /** The share of the routes that goes to a revision by name. */
  public int share(String revision) {
    return routes().stream().mapToInt(r -> r.share(backend(revision))).max().orElse(0);
  }

  /** The pods that a share needs: {@code max(1, ceil(share x replicas / 100))}, none for none. */
  public static int need(int share, int replicas) {
    return share == 0 || replicas == 0 ? 0 : Math.max(1, Math.ceilDiv(share * replicas, 100));
  }
}
