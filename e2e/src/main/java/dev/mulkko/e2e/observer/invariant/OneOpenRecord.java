package dev.mulkko.e2e.observer.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.World;
import java.util.List;
import java.util.stream.Stream;

/** What was done is told once. That a closed record stays as it is, the server sees to. */
public final class OneOpenRecord implements Invariant {

  @Override
  public String name() {
    return "records";
  }

  @Override
  public String sentence() {
    return "a Rollout has at most one open DeploymentRecord, and none at rest";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return now.rollouts()
        .filter(managed -> open(managed).size() > 1)
        .map(managed -> "%s has %s open".formatted(managed.name(), names(managed)));
  }

  @Override
  public Stream<String> brokenAtEnd(World end) {
    return end.rollouts()
        .filter(managed -> managed.attached() && !managed.inRollout())
        .filter(managed -> !open(managed).isEmpty())
        .map(managed -> "at rest %s has %s open".formatted(managed.name(), names(managed)));
  }

  private static List<JsonNode> open(Managed managed) {
    return managed
        .world()
        .all(Kind.DeploymentRecord)
        .filter(
            record -> record.at("/spec/rolloutUid").equals(managed.rollout().at("/metadata/uid")))
        .filter(record -> record.at("/status/outcome").isMissingNode())
        .toList();
  }

  private static List<String> names(Managed managed) {
    return open(managed).stream().map(record -> record.at("/metadata/name").asText()).toList();
  }
}
