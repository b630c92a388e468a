package dev.mulkko.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.AnyLock;
import dev.mulkko.kube.lock.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A lock as a line of a list.
 *
 * @param state Locked, Open, Ended or Broken, as its spec says at this moment
 * @param change when that changes by itself
 * @param reason in its owner's words, or what to correct
 * @param holds the Rollouts that it holds, as they say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LockRow(
    @Nullable String namespace,
    String name,
    String kind,
    String mode,
    String state,
    @Nullable String owner,
    @Nullable Instant change,
    String reason,
    List<String> holds) {

  private static final Pattern LOCK = Pattern.compile("(Cluster)?DeployLock [a-z0-9.-]+");

  static LockRow of(AnyLock lock, List<JsonNode> rollouts, boolean stamped, Instant now) {
    Standing standing = Standing.of(lock.spec(), now);
    return new LockRow(
        lock.metadata().getNamespace(),
        lock.metadata().getName(),
        lock.ofCluster() ? "ClusterDeployLock" : "DeployLock",
        standing.mode().name(),
        standing.state().name(),
        owner(lock.owner(), stamped),
        standing.change().orElse(null),
        Objects.requireNonNullElse(standing.wrong(), lock.spec().reason()),
        rollouts.stream()
            .filter(rollout -> lock.isIn(rollout.at("/metadata/namespace").asText()))
            .filter(rollout -> locks(rollout).contains(lock.words()))
            .map(rollout -> name(rollout, lock.ofCluster()))
            .sorted()
            .toList());
  }

  private static @Nullable String owner(@Nullable String owner, boolean stamped) {
    return owner == null || stamped ? owner : owner + " (claimed)";
  }

  private static String name(JsonNode rollout, boolean whole) {
    String name = rollout.at("/metadata/name").asText();
    return whole ? rollout.at("/metadata/namespace").asText() + "/" + name : name;
  }

  /** The locks that hold a Rollout, by its own condition. */
  static List<String> locks(JsonNode rollout) {
    for (JsonNode condition : rollout.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Locked")
          && condition.path("status").asText().equals("True")) {
        List<String> found = new ArrayList<>();
        Matcher lock = LOCK.matcher(condition.path("message").asText());
        while (lock.find()) {
          found.add(lock.group());
        }
        return found;
      }
    }
    return List.of();
  }
}
