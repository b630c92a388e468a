package dev.mulkko.e2e.observer.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.World;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** I18. */
public final class OneRolloutADeployment implements Invariant {

  @Override
  public String name() {
    return "I18";
  }

  @Override
  public String sentence() {
    return "of two Rollouts that name one Deployment at most one has a rollout under way";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return now
        .rollouts()
        .filter(Managed::inRollout)
        .flatMap(managed -> managed.deployment().stream())
        .map(OneRolloutADeployment::name)
        .collect(Collectors.groupingBy(name -> name, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(rollouts -> rollouts.getValue() > 1)
        .map(Map.Entry::getKey)
        .map("Deployment %s is in two rollouts"::formatted);
  }

  private static String name(JsonNode deployment) {
    return deployment.at("/metadata/name").asText();
  }
}
