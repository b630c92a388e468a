package dev.mulkko.engine.plan;

import dev.mulkko.engine.model.Judged;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Sample;
import dev.mulkko.engine.model.Sight;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.engine.model.Template;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was read for one decision.
 *
 * @param lookingSince since when nothing was missed; what should have happened before that by some
 *     time may have had no operator, or no API server, to happen by
 * @param holdsAtRest whether the Deployment is to be paused at rest too, for a cluster that cannot
 *     pause it in the write of a new template
 * @param claimed whether our finalizer is on the Rollout
 * @param deleting whether the Rollout is being deleted
 * @param replicaSets those that the Deployment owns or that we parked for it
 * @param backends the revision Services that exist, by revision, with their ready endpoints
 * @param routes those of the spec that exist, for clients and for previews, and those that it names
 *     no more but that still have what we wrote
 * @param objections why this Rollout must not be attached, as sentences; empty when it may
 * @param noMirror why copies of requests cannot be sent as the steps ask for it, as sentences
 * @param pods what the canary's pods say
 * @param asks the open RolloutActions, the oldest first
 * @param preview the Service of those who look at the canary before it has traffic; empty when the
 *     spec names none, or it does not exist
 * @param samples the last answer for each metric, as far as there is one
 * @param judged what the comparison of both versions says by now; empty when nobody looks
 * @param sight what the last look of a probe saw
 * @param books what is known for the records of this Rollout, and from them
 * @param locks what says "not now" to it, and when that changes
 * @param rolloutUid of the Rollout itself
 */
public record Observation(
    Instant now,
    Instant lookingSince,
    Spec spec,
    Memory memory,
    boolean holdsAtRest,
    boolean claimed,
    boolean deleting,
    Optional<Workload> workload,
    List<ReplicaSet> replicaSets,
    Optional<Service> service,
    Map<String, Integer> backends,
    List<Route> routes,
    List<String> objections,
    List<String> noMirror,
    Pods pods,
    List<Asked> asks,
    Optional<Preview> preview,
    List<Sample> samples,
    Optional<Judged> judged,
    Optional<Sight> sight,
    Books books,
    Locks locks,
    String rolloutUid) {

  public Observation {
    samples = List.copyOf(samples);
    replicaSets = List.copyOf(replicaSets);
    backends = Map.copyOf(backends);
    routes = List.copyOf(routes);
    objections = List.copyOf(objections);
    noMirror = List.copyOf(noMirror);
    asks = List.copyOf(asks);
  }

  /**
   * The same, as if there were no Deployment: one of the same name that is not the one we are
   * attached to.
   */
  public Observation withoutWorkload() {
    return with(lookingSince, memory, Optional.empty(), List.of(), sight);
  }

  /** The same, with what a plan wants to be remembered. */
  public Observation with(Memory next) {
    return with(lookingSince, next, workload, replicaSets, sight);
  }

  /** The same, with what a look of a probe saw. */
  public Observation with(Optional<Sight> next) {
    return with(lookingSince, memory, workload, replicaSets, next);
  }

  /** The same, by a process that has seen all of it only since then. */
  public Observation lookingSince(Instant then) {
    return with(then, memory, workload, replicaSets, sight);
  }

  private Observation with(
      Instant looking,
      Memory remembered,
      Optional<Workload> one,
      List<ReplicaSet> sets,
      Optional<Sight> seen) {
    return new Observation(
        now,
        looking,
        spec,
        remembered,
        holdsAtRest,
        claimed,
        deleting,
        one,
        sets,
        service,
        backends,
        routes,
        objections,
        noMirror,
        pods,
        asks,
        preview,
        samples,
        judged,
        seen,
        books,
        locks,
        rolloutUid);
  }

  /** Whose turn it is: the oldest; an abort overtakes whatever waits for its answer. */
  public Optional<Asked> asked() {
    return asks.stream().min(Comparator.comparing(ask -> ask.verb() != Verb.Abort));
  }

  /** Whether the Deployment is another one than the one that this Rollout is attached to. */
  public boolean workloadReplaced() {
    String attached = memory.workloadUid();
    return attached != null && workload.filter(w -> !w.uid().equals(attached)).isPresent();
  }

  /**
   * The user's Deployment.
   *
   * @param observedGeneration the generation its controller has seen
   * @param heldBy the Rollout that paused it, null when no one of ours did
   * @param changedBy who changed the template last, null when unknown
   */
  public record Workload(
      String uid,
      long generation,
      long observedGeneration,
      int replicas,
      int currentReplicas,
      int updatedReplicas,
      int availableReplicas,
      boolean paused,
      @Nullable String heldBy,
      @Nullable String changedBy,
      Template template) {}

  /**
   * A ReplicaSet.
   *
   * @param name of the object; its pods are named after it
   * @param number counts the revisions that the Deployment had; 0 if it never had this one
   * @param owned whether the Deployment is its controller; otherwise it is parked
   * @param wanted {@code spec.replicas}
   * @param current {@code status.replicas}
   */
  public record ReplicaSet(
      String name,
      String revision,
      Template template,
      long number,
      boolean owned,
      int wanted,
      int current,
      int ready) {}

  /**
   * The canary's pods, read for this decision. What else is observed may be from before.
   *
   * @param ready those that are, and are not about to go
   * @param trouble what waiting will not heal
   */
  public record Pods(int ready, Optional<Note> trouble) {

    /** While no rollout goes on. */
    public static final Pods NONE = new Pods(0, Optional.empty());
  }

  /**
   * The Service that clients use.
   *
   * @param pin the revision it is narrowed to, null when it has the selector its user wrote
   * @param ready its ready endpoints by revision
   */
  public record Service(@Nullable String pin, Map<String, Integer> ready) {

    /** That of workers: nobody dials them. */
    public static final Service NONE = new Service(null, Map.of());

    public Service {
      ready = Map.copyOf(ready);
    }

    public int readyOf(String revision) {
      return ready.getOrDefault(revision, 0);
    }

    /** The share of new connections that its ready endpoints give a revision, 0 to 100. */
    public int shareOf(String revision) {
      int all = ready.values().stream().mapToInt(Integer::intValue).sum();
      return all == 0 ? 0 : Math.round(100f * readyOf(revision) / all);
    }

    /** Whether endpoints of no other revision are left. */
    public boolean selectsOnly(String revision) {
      return ready.keySet().stream().allMatch(revision::equals);
    }
  }

  /**
   * A Service of the user for those who look at the canary before it has traffic.
   *
   * @param pin the revision it is narrowed to, null when it has the selector its user wrote
   */
  public record Preview(String name, @Nullable String pin) {}

  /** Those that the spec names for its clients, and that carry the shares. */
  public List<Route> clientRoutes() {
    return routesOf(spec.routes());
  }

  /** Those that have one of these names. */
  public List<Route> routesOf(List<String> names) {
    return routes.stream().filter(route -> names.contains(route.name())).toList();
  }

  /** The first route that the spec names and that does not exist. */
  public Optional<String> missingRoute() {
    List<String> found = routes.stream().map(Route::name).toList();
    return spec.routes().stream().filter(name -> !found.contains(name)).findFirst();
  }

  /**
   * A route of the user.
   *
   * @param name as {@code Spec.routes} calls it
   * @param unverified why the data plane cannot be said to carry this shape yet; empty when it does
   * @param namesFirst whether it can name a revision that gets nothing, so that a data plane knows
   *     it before it sends anything there
   */
  public record Route(String name, Shape shape, Optional<String> unverified, boolean namesFirst) {

    public Route(String name, Shape shape, Optional<String> unverified) {
      this(name, shape, unverified, false);
    }

    /** Whether it is not in its user's own form. */
    public boolean isSplit() {
      return shape instanceof Shape.Split;
    }

    /** Whether it names revisions, and leaves all to the Service. */
    public boolean isNamed() {
      return shape instanceof Shape.Split split && split.isNamed();
    }

    /** Whether all goes to the Service, and from there to whatever that selects. */
    public boolean followsService() {
      return !isSplit() || isNamed();
    }

    /** The share that a revision has by this route, 0 to 100; 0 in its user's own form. */
    public int weightOf(String revision) {
      return shape instanceof Shape.Split split ? split.weights().getOrDefault(revision, 0) : 0;
    }

    /** Who gets some requests apart from the shares. */
    public Optional<Cohort> cohort() {
      return shape instanceof Shape.Split split ? split.cohort() : Optional.empty();
    }

    /** Who gets copies of requests. */
    public Optional<Mirror> mirror() {
      return shape instanceof Shape.Split split ? split.mirror() : Optional.empty();
    }

    /** Whether any request, or a copy of one, goes to a revision by this route. */
    public boolean leadsTo(String revision) {
      return weightOf(revision) > 0
          || cohort().filter(cohort -> cohort.revision().equals(revision)).isPresent()
          || mirror().filter(mirror -> mirror.revision().equals(revision)).isPresent();
    }
  }

  /** Where a route sends the traffic of its Service. */
  public sealed interface Shape {

    /** As its user wrote it. */
    record Home() implements Shape {}

    /**
     * To revision Services, with these weights; some requests, or copies, to one of them alone.
     * What is missing of 100 goes to the Service itself.
     *
     * @param sticky how clients stay with what they met
     */
    record Split(
        Map<String, Integer> weights,
        Optional<Cohort> cohort,
        Optional<Sticky> sticky,
        Optional<Mirror> mirror)
        implements Shape {
      public Split {
        weights = Map.copyOf(weights);
      }

      /** To nobody but the Service, beside which revisions are named. */
      public boolean isNamed() {
        return !weights.isEmpty()
            && weights.values().stream().allMatch(weight -> weight == 0)
            && cohort.isEmpty()
            && mirror.isEmpty();
      }

      public Split(Map<String, Integer> weights, Optional<Cohort> cohort) {
        this(weights, cohort, Optional.empty(), Optional.empty());
      }

      public Split(Map<String, Integer> weights) {
        this(weights, Optional.empty());
      }
    }
  }

  /** The requests that a revision gets apart from its share. */
  public record Cohort(String revision, Match match) {}

  /**
   * The requests of which a revision gets a copy.
   *
   * @param percent 1 to 100
   */
  public record Mirror(String revision, int percent) {}

  /**
   * What a person wants, as a RolloutAction.
   *
   * @param by who asks, null when unknown
   * @param to for an undo, the revision to go back to; null for the one that ran before
   */
  public record Asked(
      String name, Verb verb, @Nullable String by, @Nullable String why, @Nullable String to) {

    /** For sentences: {@code by kim (abort-1): the checkout is slow}, as far as it is known. */
    public String words() {
      return (by == null ? "" : "by " + by + " ")
          + "("
          + name
          + ")"
          + (why == null ? "" : ": " + why);
    }
  }

  /** The acts that a person can ask for. */
  public enum Verb {
    /** All traffic back to stable. */
    Abort,
    /** Stay at the present weight. */
    Pause,
    /** End this pause. */
    Resume,
    /** End this step. */
    Skip,
    /** To 100 % now. */
    Promote,
    /** The refused revision again. */
    Retry,
    /** Back to a revision that ran before. */
    Undo,
    /** Go on although it is locked. */
    Unlock
  }
}
