package dev.mulkko.e2e.observer.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.Route;
import dev.mulkko.e2e.observer.world.World;
import dev.mulkko.kube.Names;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** I19. Compares what each write of the operator left, which the audit log tells apart. */
public final class OthersFieldsUntouched implements Invariant {

  @Override
  public String name() {
    return "I19";
  }

  @Override
  public String sentence() {
    return "a write of the operator leaves everything that is not its own in the user's objects as it was";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    if (!now.isByOperator()) {
      return Stream.empty();
    }
    List<Managed> all = before.rollouts().toList();
    return Stream.concat(
        all.stream().flatMap(m -> broken(m, new Managed(now, m.rollout()))), routes(all, now));
  }

  /** A write is of one Rollout: it must be right for one of those that share the route. */
  private static Stream<String> routes(List<Managed> all, World now) {
    return all.stream()
        .flatMap(m -> m.allRoutes().stream())
        .map(Route::name)
        .distinct()
        .flatMap(
            name ->
                all.stream()
                    .filter(m -> m.allRoutes().stream().anyMatch(r -> r.name().equals(name)))
                    .map(m -> route(m, new Managed(now, m.rollout()), name).toList())
                    .min(Comparator.comparingInt(List::size))
                    .stream()
                    .flatMap(List::stream));
  }

  private static Stream<String> route(Managed before, Managed now, String name) {
    return before.allRoutes().stream()
        .filter(was -> was.name().equals(name))
        .flatMap(was -> route(was, now));
  }

  private static Stream<String> broken(Managed before, Managed now) {
    Stream<String> deployment =
        compare(before, now, Kind.Deployment, now.rollout().at("/spec/workloadRef/name").asText());
    Stream<String> service = compare(before, now, Kind.Service, now.service());
    Stream<String> ingresses =
        before
            .ingresses()
            .map(ingress -> ingress.at("/metadata/name").asText())
            .flatMap(name -> compare(before, now, Kind.Ingress, name));
    return Stream.of(deployment, service, ingresses).flatMap(differences -> differences);
  }

  private static Stream<String> compare(Managed before, Managed now, Kind kind, String name) {
    Optional<JsonNode> was = before.world().find(kind, name);
    Optional<JsonNode> is = now.world().find(kind, name);
    return was.isPresent() && is.isPresent() && !was.equals(is)
        ? differences(kind, name, Others.of(kind, was.get()), Others.of(kind, is.get()))
        : Stream.empty();
  }

  private static Stream<String> route(Route was, Managed now) {
    return now.allRoutes().stream()
        .filter(is -> is.name().equals(was.name()) && !is.tree().equals(was.tree()))
        // The user's own one is compared as it is, and what is beside it is not the user's.
        .filter(is -> !is.tree().path("kind").asText().equals("Ingress"))
        .flatMap(
            is ->
                Stream.concat(
                    differences(
                        Kind.HTTPRoute,
                        is.name(),
                        Others.of(was, is, now.name()),
                        Others.of(is, was, now.name())),
                    Originals.of(was, is, Names.restore(now.name())).broken()));
  }

  private static Stream<String> differences(Kind kind, String name, JsonNode was, JsonNode is) {
    return Difference.of(was, is)
        .map(path -> "the operator changed %s of %s %s".formatted(path, kind, name));
  }
}
