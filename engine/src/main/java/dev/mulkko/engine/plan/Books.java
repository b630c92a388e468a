package dev.mulkko.engine.plan;

import dev.mulkko.engine.version.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known for the records of a Rollout, and from them.
 *
 * @param kept whether the cluster knows DeploymentRecords at all
 * @param latest the highest number that a record of this Rollout has, also of an older one of its
 *     name; 0 when there is none
 * @param present the record that has the number of the present attempt
 * @param before the last closed one, of an older Rollout of this name too
 * @param versions what pod templates call their versions, by revision
 * @param wanted what the Deployment's template calls its version
 * @param digestsKnown whether pods of the canary have told which images they run
 * @param correlationId as the Deployment says it, null when it says nothing
 * @param onBehalfOf as the Deployment says it, null when it says nothing
 */
public record Books(
    boolean kept,
    long latest,
    Optional<Recorded> present,
    Optional<Recorded> before,
    Map<String, Versioned> versions,
    Versioned wanted,
    boolean digestsKnown,
    @Nullable String correlationId,
    @Nullable String onBehalfOf) {

  /** Of a cluster that keeps none, of a Deployment that does not say its version. */
  public static final Books NONE = unkept(Versioned.UNSAID);

  /** Of a cluster that keeps none. */
  public static Books unkept(Versioned wanted) {
    return new Books(
        false, 0, Optional.empty(), Optional.empty(), Map.of(), wanted, false, null, null);
  }

  public Books {
    versions = Map.copyOf(versions);
  }

  /** What the template of a revision calls its version. */
  public Versioned version(String revision) {
    return versions.getOrDefault(revision, Versioned.UNSAID);
  }

  /**
   * A record.
   *
   * @param rolloutUid of the Rollout that it is of
   * @param revision that was to get the traffic
   * @param steps those that it has, as it calls them with the second at which each was entered
   * @param approved the RolloutActions by which somebody approved that it has
   */
  public record Recorded(
      long attempt,
      String rolloutUid,
      Instant startedAt,
      String revision,
      String correlationId,
      boolean closed,
      List<Entry> steps,
      List<String> approved) {

    public Recorded {
      steps = List.copyOf(steps);
      approved = List.copyOf(approved);
    }
  }

  /** A step in a record. */
  public record Entry(String step, long entered, long left) {}
}
