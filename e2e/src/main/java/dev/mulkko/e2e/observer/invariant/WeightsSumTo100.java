package dev.mulkko.e2e.observer.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.Route;
import dev.mulkko.e2e.observer.world.World;
import java.util.List;
import java.util.stream.Stream;

/** I1. */
public final class WeightsSumTo100 implements Invariant {

  private static final int ALL = 100;

  @Override
  public String name() {
    return "I1";
  }

  @Override
  public String sentence() {
    return "in every rule that is split each weight is written, also 0, none is negative, and they sum to 100, or beside others to a multiple of it";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return now.rollouts().map(Managed::allRoutes).flatMap(List::stream).flatMap(this::broken);
  }

  private Stream<String> broken(Route route) {
    return route.rules().stream()
        .filter(route::split)
        .filter(rule -> !right(route.own(rule), route.own(rule).size() == refs(rule)))
        .map(route::own)
        .map(refs -> "HTTPRoute %s has the weights %s".formatted(route.name(), written(refs)));
  }

  private static int refs(JsonNode rule) {
    return rule.path("backendRefs").size();
  }

  private static boolean right(List<JsonNode> refs, boolean alone) {
    int sum = refs.stream().mapToInt(ref -> ref.path("weight").asInt()).sum();
    return refs.stream().allMatch(ref -> ref.has("weight") && ref.path("weight").asInt() >= 0)
        && (alone ? sum == ALL : sum > 0 && sum % ALL == 0);
  }

  private static List<String> written(List<JsonNode> refs) {
    return refs.stream()
        .map(ref -> ref.path("name").asText() + " " + ref.path("weight").asText("not written"))
        .toList();
  }
}
