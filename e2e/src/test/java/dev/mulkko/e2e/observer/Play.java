package dev.mulkko.e2e.observer;

import static dev.mulkko.e2e.observer.ShopObjects.backend;
import static dev.mulkko.e2e.observer.ShopObjects.endpoints;
import static dev.mulkko.e2e.observer.ShopObjects.ownedReplicaSet;
import static dev.mulkko.e2e.observer.ShopObjects.parkedReplicaSet;
import static dev.mulkko.e2e.observer.ShopObjects.refs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.observer.world.Change;
import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.kube.Names;
import dev.mulkko.testbed.cluster.User;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The shop as a play: each call is one revision, stable is v1 and canary is v2. */
final class Play {

  static final String SHOP = "shop";
  static final String STABLE = "v1";
  static final String CANARY = "v2";
  static final String RULE = "/spec/rules/0";

  private static final String PREVIEW = "preview";
  private static final String KEPT = "{\"0\":[{\"name\":\"shop\",\"port\":80}]}";

  private final Review review = new Review();
  private final Map<Kind, Map<String, ObjectNode>> objects = new HashMap<>();
  private long revision = 1;
  private Instant now = Instant.EPOCH;
  private Duration pace = Duration.ofSeconds(1);
  private String by = User.OPERATOR.userName();

  /** Six pods of stable, all traffic with it, and a Rollout that is attached. */
  static Play atRest() {
    Play play = new Play();
    play.begin(Kind.Deployment, ShopObjects.deployment());
    play.begin(Kind.ReplicaSet, ownedReplicaSet(STABLE, 6));
    play.begin(Kind.Service, ShopObjects.service());
    ObjectNode slice = ShopObjects.slice(SHOP);
    slice.set("endpoints", endpoints(STABLE, 6));
    play.begin(Kind.EndpointSlice, slice);
    play.begin(Kind.HTTPRoute, ShopObjects.route());
    play.begin(Kind.Rollout, ShopObjects.rollout());
    return play;
  }

  private void begin(Kind kind, ObjectNode object) {
    review.begin(change(kind, name(object), Optional.of(object)));
  }

  private Change change(Kind kind, String name, Optional<JsonNode> object) {
    Map<String, ObjectNode> ofKind = objects.computeIfAbsent(kind, _ -> new HashMap<>());
    object.ifPresentOrElse(o -> ofKind.put(name, (ObjectNode) o), () -> ofKind.remove(name));
    now = now.plus(pace);
    return new Change(revision++, now, kind, name, object);
  }

  private static String name(ObjectNode object) {
    return object.at("/metadata/name").asText();
  }

  /** Who writes what follows; the operator does unless something else is said. */
  Play by(String who) {
    by = who;
    return this;
  }

  /** What follows happens so fast that nobody can have heard of one before the next. */
  Play atOnce() {
    pace = Duration.ofMillis(1);
    return this;
  }

  /** Another writes meanwhile. */
  private Play as(String other, UnaryOperator<Play> act) {
    String who = by;
    return act.apply(by(other)).by(who);
  }

  Play create(Kind kind, ObjectNode object) {
    review.add(change(kind, name(object), Optional.of(object)), by);
    return this;
  }

  Play delete(Kind kind, String name) {
    review.add(change(kind, name, Optional.empty()), by);
    return this;
  }

  Play edit(Kind kind, String name, Consumer<ObjectNode> edit) {
    ObjectNode next =
        Objects.requireNonNull(objects.getOrDefault(kind, Map.of()).get(name), name).deepCopy();
    edit.accept(next);
    return create(kind, next);
  }

  /** The Deployment has a new template, and is paused in the name of the Rollout. */
  Play hold() {
    return edit(
        Kind.Deployment,
        SHOP,
        d -> {
          d.withObject("/spec").put("paused", true);
          d.withObject("/metadata/annotations").put(Names.HELD_BY, SHOP);
        });
  }

  Play resume() {
    return edit(
        Kind.Deployment,
        SHOP,
        d -> {
          d.withObject("/spec").remove("paused");
          d.withObject("/metadata").remove("annotations");
        });
  }

  /** The Rollout remembers that a rollout goes on. */
  Play accepted() {
    return edit(
        Kind.Rollout,
        SHOP,
        r -> r.withObject("/status").put("canary", CANARY).putObject("rollout"));
  }

  Play stopped() {
    return edit(Kind.Rollout, SHOP, r -> r.withObject("/status/rollout").putObject("abort"));
  }

  Play rests(String stable) {
    return edit(
        Kind.Rollout,
        SHOP,
        r -> r.withObject("/status").put("stable", stable).remove(List.of("canary", "rollout")));
  }

  Play pin(String revision) {
    return edit(Kind.Service, SHOP, s -> s.withObject("/spec/selector").put(Names.HASH, revision));
  }

  Play unpin() {
    return edit(Kind.Service, SHOP, s -> s.withObject("/spec/selector").remove(Names.HASH));
  }

  /** A revision Service, and its endpoints. */
  Play backs(String revision, int ready) {
    return create(Kind.Service, backend(revision))
        .create(Kind.EndpointSlice, ShopObjects.slice("shop-" + revision))
        .ready("shop-" + revision, revision, ready);
  }

  Play ready(String service, String revision, int ready) {
    return edit(
        Kind.EndpointSlice,
        service + "-slice",
        slice -> slice.set("endpoints", endpoints(revision, ready)));
  }

  Play readyBoth(String service, int stable, int canary) {
    ArrayNode both = endpoints(STABLE, stable).addAll(endpoints(CANARY, canary));
    return edit(Kind.EndpointSlice, service + "-slice", slice -> slice.set("endpoints", both));
  }

  Play canary(int pods) {
    return create(Kind.ReplicaSet, parkedReplicaSet(CANARY, pods));
  }

  Play scale(String revision, int pods) {
    return edit(
        Kind.ReplicaSet, "shop-" + revision, rs -> rs.withObject("/spec").put("replicas", pods));
  }

  /** Its controller has done what was asked for. */
  Play scaled(String revision, int pods) {
    return edit(
        Kind.ReplicaSet,
        "shop-" + revision,
        rs -> rs.withObject("/status").put("replicas", pods).put("readyReplicas", pods));
  }

  Play park(String revision) {
    return edit(Kind.ReplicaSet, "shop-" + revision, rs -> ShopObjects.park(rs, revision));
  }

  Play adopt(String revision) {
    return edit(Kind.ReplicaSet, "shop-" + revision, rs -> ShopObjects.adopt(rs, revision));
  }

  Play split(int percent) {
    return weights(refs(100 - percent, percent));
  }

  Play weights(ArrayNode refs) {
    return route(
        r -> {
          r.withObject("/metadata/annotations").put(Names.restore(SHOP), KEPT);
          r.withObject(RULE).set("backendRefs", refs);
        });
  }

  /** Some requests are the canary's alone. */
  Play matched() {
    return route(
        r ->
            r.withArray("/spec/rules")
                .addObject()
                .put("name", "shop-match-0")
                .putArray("backendRefs")
                .addObject()
                .put("name", "shop-v2")
                .put("port", 80)
                .put("weight", 1));
  }

  /** Another Rollout gives a canary of its own some weight, in a rule of its own. */
  Play neighbour(int percent) {
    return as(
        "kim",
        p ->
            p.route(
                r ->
                    r.withArray("/spec/rules")
                        .addObject()
                        .put("name", "cart")
                        .putArray("backendRefs")
                        .addObject()
                        .put("name", "cart-v2")
                        .put("port", 80)
                        .put("weight", percent)));
  }

  Play home() {
    return route(
        r -> {
          r.withObject("/metadata").remove("annotations");
          r.withObject(RULE).putArray("backendRefs").addObject().put("name", SHOP).put("port", 80);
        });
  }

  /** The Rollout names a route of previews too. */
  Play previewed() {
    ObjectNode route = ShopObjects.route();
    route.withObject("/metadata").put("name", PREVIEW);
    return as("kim", p -> p.create(Kind.HTTPRoute, route))
        .edit(
            Kind.Rollout,
            SHOP,
            r ->
                r.withArray("/spec/strategy/blueGreen/previewRoutes")
                    .addObject()
                    .put("kind", "HTTPRoute")
                    .put("name", PREVIEW));
  }

  /** The canary's share of the route of previews. */
  Play preview(int percent) {
    return percent == 0
        ? previewRestored(80)
        : edit(
            Kind.HTTPRoute,
            PREVIEW,
            r -> {
              r.withObject("/metadata/annotations").put(Names.restore(SHOP), KEPT);
              r.withObject(RULE).set("backendRefs", refs(100 - percent, percent));
            });
  }

  Play previewRestored(int port) {
    return edit(
        Kind.HTTPRoute,
        PREVIEW,
        r -> {
          r.withObject("/metadata").remove("annotations");
          r.withObject(RULE)
              .putArray("backendRefs")
              .addObject()
              .put("name", SHOP)
              .put("port", port);
        });
  }

  /** A new generation, which no Gateway has seen. */
  Play route(Consumer<ObjectNode> change) {
    return edit(
        Kind.HTTPRoute,
        SHOP,
        r -> {
          r.withObject("/metadata").put("generation", r.at("/metadata/generation").asInt() + 1);
          change.accept(r);
        });
  }

  /** A Gateway has seen it. */
  Play inForce() {
    return as("traefik", p -> p.edit(Kind.HTTPRoute, SHOP, Play::seen));
  }

  private static void seen(ObjectNode route) {
    route
        .at("/status/parents/0/conditions")
        .forEach(c -> ((ObjectNode) c).set("observedGeneration", route.at("/metadata/generation")));
  }

  /** Which rules were broken, in the order in which that was seen. */
  List<String> broken() {
    return review.violations().map(Violation::rule).toList();
  }

  /** The same, and what is wrong when nothing more happens. */
  List<String> brokenAtEnd() {
    return Stream.concat(review.violations(), review.atEnd().stream())
        .map(Violation::rule)
        .toList();
  }

  String story() {
    return String.join("\n", review.story().lines());
  }
}
