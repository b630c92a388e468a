package dev.mulkko.e2e.observer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.e2e.observer.world.Change;
import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.e2e.observer.world.Route;
import dev.mulkko.e2e.observer.world.Rs;
import dev.mulkko.e2e.observer.world.World;
import dev.mulkko.kube.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened, a line for each change that people would tell. */
final class Story {

  private final List<String> lines = new ArrayList<>();
  private @Nullable Instant begin;

  void tell(World before, World now, Change change) {
    begin = begin == null ? change.seen() : begin;
    String was = words(before, change);
    String is = words(now, change);
    if (!was.equals(is)) {
      double seconds = Duration.between(begin, change.seen()).toMillis() / 1000.0;
      lines.add(
          String.format(
              Locale.ROOT,
              "%7.1fs %6d  %-10s %-28s %s",
              seconds,
              now.revision(),
              verb(change.kind()),
              is,
              now.by().isEmpty() ? "" : "by " + now.by()));
    }
  }

  void tell(String sentence) {
    lines.add("    !!! " + sentence);
  }

  private static String verb(Kind kind) {
    return switch (kind) {
      case Rollout -> "rollout";
      case DeploymentRecord -> "record";
      case Deployment -> "deployment";
      case ReplicaSet -> "pods";
      case Service -> "service";
      case EndpointSlice -> "endpoints";
      case HTTPRoute, Ingress -> "route";
    };
  }

  private static String words(World world, Change change) {
    if (change.kind() == Kind.EndpointSlice) {
      String service = change.name().replaceFirst("-[^-]+$", "");
      return "%s %d ready".formatted(service, world.readyPods(service).size());
    }
    return world
        .find(change.kind(), change.name())
        .map(object -> change.name() + " " + words(change.kind(), object))
        .orElse(change.name() + " is not there");
  }

  private static String words(Kind kind, JsonNode object) {
    return switch (kind) {
      case Rollout ->
          "%s %s"
              .formatted(
                  object.at("/status/phase").asText("new"), object.at("/status/reason").asText());
      case DeploymentRecord -> object.at("/status/outcome").asText("open");
      case Deployment ->
          "%d of %s%s"
              .formatted(
                  object.at("/spec/replicas").asInt(),
                  object.at("/spec/template/spec/containers/0/image").asText(),
                  object.at("/spec/paused").asBoolean() ? ", paused" : "");
      case ReplicaSet -> pods(new Rs(object));
      case Service -> pin(object.at("/spec/selector").path(Names.HASH).asText());
      case EndpointSlice -> "";
      case HTTPRoute -> route(object);
      case Ingress -> ingress(object);
    };
  }

  private static String pods(Rs rs) {
    boolean owned =
        rs.tree()
            .at("/metadata/ownerReferences")
            .valueStream()
            .anyMatch(owner -> owner.path("controller").asBoolean());
    return "%s, %d of %d ready".formatted(owned ? "owned" : "parked", rs.ready(), rs.wanted());
  }

  private static String pin(String revision) {
    return revision.isEmpty() ? "selects all" : "selects " + revision;
  }

  private static String route(JsonNode route) {
    String rules =
        route
            .at("/spec/rules")
            .valueStream()
            .map(
                rule ->
                    rule.path("backendRefs")
                        .valueStream()
                        .map(ref -> ref.path("name").asText() + " " + ref.path("weight").asText())
                        .collect(Collectors.joining(", ")))
            .collect(Collectors.joining("; "));
    return rules + (Route.verified(route) ? "" : ", not yet in force");
  }

  private static String ingress(JsonNode ingress) {
    String services =
        ingress
            .at("/spec/rules")
            .valueStream()
            .flatMap(rule -> rule.at("/http/paths").valueStream())
            .map(path -> path.at("/backend/service/name").asText())
            .distinct()
            .collect(Collectors.joining(", "));
    JsonNode weight =
        ingress.at("/metadata/annotations").path("nginx.ingress.kubernetes.io/canary-weight");
    return "to " + services + (weight.isMissingNode() ? "" : " " + weight.asText());
  }

  /** As they were told so far. */
  List<String> lines() {
    return List.copyOf(lines);
  }
}
