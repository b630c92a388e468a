package dev.mulkko.engine.plan;

import dev.mulkko.engine.model.Cursor;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Paused;
import dev.mulkko.engine.model.Replicas;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.engine.plan.Observation.Cohort;
import dev.mulkko.engine.plan.Observation.Mirror;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Observation.Route;
import dev.mulkko.engine.plan.Observation.Service;
import dev.mulkko.engine.plan.Observation.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An observation in which the Deployment, the Service and the routes all exist, as far as the spec
 * names them, with the questions that rules ask.
 */
public record Scene(Observation seen, Workload workload, Service service) {

  /** Until all that is watched is surely seen as it is: each kind comes by a watch of its own. */
  private static final Duration CATCHING_UP = Duration.ofSeconds(30);

  public static Optional<Scene> of(Observation seen) {
    return seen.workload()
        .flatMap(w -> service(seen).map(s -> new Scene(seen, w, s)))
        .filter(_ -> seen.missingRoute().isEmpty());
  }

  private static Optional<Service> service(Observation seen) {
    return seen.spec().service() == null ? Optional.of(Service.NONE) : seen.service();
  }

  /** The Deployment was read as it was before what is known of it already. */
  public boolean workloadIsOld() {
    return workload.generation() < memory().acceptedGeneration();
  }

  /** The same, with something else remembered. */
  public Scene with(Memory memory) {
    return new Scene(seen.with(memory), workload, service);
  }

  /** What holds after something that a running clock relies on was found changed. */
  public Memory withClockStopped() {
    return inRollout() && progress().clockRuns()
        ? memory().with(progress().verified(null))
        : memory();
  }

  public Instant now() {
    return seen.now();
  }

  public Spec spec() {
    return seen.spec();
  }

  public Memory memory() {
    return seen.memory();
  }

  /** Those that the spec names for its clients. */
  public List<Route> routes() {
    return seen.clientRoutes();
  }

  /** Those that it names for people who look at the canary before it has traffic. */
  public List<Route> previewRoutes() {
    return seen.routesOf(spec().strategy().previewRoutes());
  }

  /** Those that it names no more, and that still have what we wrote. */
  public List<Route> leftRoutes() {
    return seen.routes().stream()
        .filter(route -> !routes().contains(route) && !previewRoutes().contains(route))
        .toList();
  }

  public boolean inRollout() {
    return memory().progress() != null;
  }

  /** Only to be asked during a rollout. */
  public Progress progress() {
    return Objects.requireNonNull(memory().progress(), "no rollout is going on");
  }

  /** Only to be asked of an attached Rollout. */
  public String stable() {
    return Objects.requireNonNull(memory().stable(), "not attached");
  }

  public String canary() {
    return progress().canary();
  }

  public Cursor cursor() {
    return new Cursor(spec().strategy(), progress().step().index());
  }

  /**
   * Whether the Deployment goes from one revision to the other by itself while we watch. What
   * another strategy began has Services of its own, and is ended by the lists that began it.
   */
  public boolean rolling() {
    return inRollout() && spec().rolling() && seen.backends().isEmpty();
  }

  /** The share that the canary should have now, 0 to 100. */
  public int weight() {
    if (stableLost()) {
      return 100;
    }
    // Of no pods the canary gets no share: scaled up again, its pods come before its traffic.
    if (workload.replicas() == 0 && !cursor().full()) {
      return 0;
    }
    Paused paused = progress().paused();
    return paused == null ? wantedWeight() : paused.weight();
  }

  /** The share of this place. Where steps were edited and end here, not less than was reached. */
  public int wantedWeight() {
    int reached = cursor().ends() ? progress().step().reached() : 0;
    return Math.max(reached, cursor().weight());
  }

  /**
   * The requests that the canary should have now, apart from its share. A pause adds none: it keeps
   * those of a place that has settled, or that a route gives it already.
   */
  public Optional<Match> match() {
    if (onlyShares()) {
      return Optional.empty();
    }
    return cursor()
        .match()
        .filter(
            wanted ->
                mayBegin()
                    || routes().stream()
                        .flatMap(route -> route.cohort().stream())
                        .anyMatch(new Cohort(canary(), wanted)::equals));
  }

  /** How clients stay with the version that they met, while there are two to meet. */
  public Optional<Sticky> sticky() {
    int weight = weight();
    return weight > 0 && weight < Sticky.LAST
        ? spec().strategy().sticky().map(sticky -> sticky.with(weight))
        : Optional.empty();
  }

  /** The copies that the canary should have now; with a pause it is as with its requests. */
  public Optional<Mirror> mirror() {
    int percent = cursor().mirror();
    if (onlyShares() || percent == 0) {
      return Optional.empty();
    }
    return Optional.of(new Mirror(canary(), percent))
        .filter(
            wanted ->
                mayBegin()
                    || routes().stream()
                        .flatMap(route -> route.mirror().stream())
                        .anyMatch(wanted::equals));
  }

  private boolean onlyShares() {
    return spec().direct() || stableLost() || workload.replicas() == 0;
  }

  private boolean mayBegin() {
    return progress().paused() == null || progress().step().startedAt() != null;
  }

  /** Whether metrics decide at the present place. */
  public boolean judged() {
    boolean previewed = spec().direct() && stable().equals(service.pin()) && cursor().full();
    return !previewed && cursor().judged();
  }

  /** Pods that the canary needs: what its traffic takes, or more where a step asks for them. */
  public int canaryPods() {
    return Math.max(carryingPods(), cursor().scale().pods(workload.replicas()));
  }

  /** Pods that the canary needs for its traffic, and for those who look at it before. */
  public int carryingPods() {
    int all = workload.replicas();
    int beside = spec().sharesService() ? Replicas.forRatio(weight(), all) : 0;
    return spec().direct() ? beside : Math.max(beside, Replicas.forShare(load(), all));
  }

  /** The share of the requests that the canary must bear, its own and copies, 0 to 100. */
  public int load() {
    return Math.max(weight(), mirror().map(Mirror::percent).orElse(0));
  }

  /** Whether the pods behind the Service are the shares, and the canary has one now. */
  public boolean sharesService() {
    return spec().sharesService() && service.pin() == null && backendReady(canary()) > 0;
  }

  /** Nobody can answer for stable, but somebody can for the canary. */
  public boolean stableLost() {
    return workload.replicas() > 0
        && hasBackend(stable())
        && backendReady(stable()) == 0
        && service.readyOf(stable()) == 0
        && backendReady(canary()) > 0
        && (owned(canary()) || wanted(canary()) > 0);
  }

  /**
   * Nobody answers for stable, and something newer than the canary is wanted, which may well be the
   * cure: the way to it is not by way of stable.
   */
  public boolean leadsPastStable() {
    String wanted = wantedRevision();
    return stableLost()
        && !workloadIsOld()
        && !seen.deleting()
        && !wanted.equals(stable())
        && !wanted.equals(canary())
        && !wanted.equals(progress().undoes());
  }

  public Optional<ReplicaSet> replicaSet(String revision) {
    return seen.replicaSets().stream().filter(rs -> rs.revision().equals(revision)).findFirst();
  }

  public boolean owned(String revision) {
    return replicaSet(revision).filter(ReplicaSet::owned).isPresent();
  }

  public boolean nothingOwned() {
    return seen.replicaSets().stream().noneMatch(ReplicaSet::owned);
  }

  /**
   * Whether the Deployment has the canary and has given up stable: from here on the canary carries
   * the traffic.
   */
  public boolean swapped() {
    return owned(canary()) && !owned(stable());
  }

  /** The Deployment has pods of another revision than stable: it has not ended what it began. */
  public boolean rollsByItself() {
    return seen.replicaSets().stream()
        .anyMatch(rs -> rs.owned() && rs.wanted() > 0 && !rs.revision().equals(stable()));
  }

  /** Pods that exist of a revision, or are wanted. */
  public int pods(String revision) {
    return replicaSet(revision).map(rs -> Math.max(rs.wanted(), rs.current())).orElse(0);
  }

  /** Pods that are ready of a revision, as its ReplicaSet counts them. */
  public int ready(String revision) {
    return replicaSet(revision).map(ReplicaSet::ready).orElse(0);
  }

  /** Pods that are wanted of a revision. */
  public int wanted(String revision) {
    return replicaSet(revision).map(ReplicaSet::wanted).orElse(0);
  }

  /**
   * Ready pods of a revision behind the Service that stay. Endpoints alone may still be those of
   * pods that were just taken away, and pods above what is wanted are taken next.
   */
  public int answering(String revision) {
    int staying = Math.min(ready(revision), wanted(revision));
    return spec().service() == null ? staying : Math.min(staying, service.readyOf(revision));
  }

  /** Pods of everything that the Deployment does not own. */
  public int parkedPods() {
    return seen.replicaSets().stream()
        .filter(rs -> !rs.owned())
        .mapToInt(rs -> Math.max(rs.wanted(), rs.current()))
        .sum();
  }

  public boolean hasBackend(String revision) {
    return seen.backends().containsKey(revision);
  }

  public int backendReady(String revision) {
    return seen.backends().getOrDefault(revision, 0);
  }

  /**
   * The revision of the Deployment's present template: that of an equal ReplicaSet, or the name a
   * new one would get.
   */
  public String wantedRevision() {
    List<String> equal =
        seen.replicaSets().stream()
            .filter(rs -> rs.template().equals(workload.template()))
            .map(ReplicaSet::revision)
            .toList();
    // One that the Deployment controller made of a refused template is refused as well.
    Stream<String> refused = memory().refused().stream().map(Memory.Refused::revision);
    return Stream.concat(Stream.of(progressRevision(), memory().stable()), refused)
        .filter(Objects::nonNull)
        .filter(equal::contains)
        .findFirst()
        .or(() -> equal.stream().findFirst())
        .orElseGet(() -> workload.template().newRevisionName(name -> replicaSet(name).isPresent()));
  }

  private @Nullable String progressRevision() {
    Progress progress = memory().progress();
    return progress == null ? null : progress.canary();
  }

  /** Time from now until this much has passed since then; zero or less when it has. */
  public Duration left(Instant since, Duration length) {
    return Duration.between(now(), since.plus(length));
  }

  /** The same for what a version fails by: what passed while nobody looked is not its fault. */
  public Duration leftInSight(Instant since, Duration length) {
    Instant looking = seen.lookingSince();
    return left(since.isBefore(looking) ? looking : since, length);
  }

  /**
   * Whether the loss of the canary is denied by its pods. Whoever began to look a moment ago may
   * see routes and weights of now beside ReplicaSets and endpoints of long before.
   */
  public boolean podsDenyLoss() {
    return seen.pods().ready() > 0 && left(seen.lookingSince(), CATCHING_UP).isPositive();
  }
}
