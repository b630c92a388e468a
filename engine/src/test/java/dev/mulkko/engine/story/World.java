package dev.mulkko.engine.story;

import dev.mulkko.engine.judge.Verdict;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.plan.Lock;
import dev.mulkko.engine.plan.Locks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster with one Deployment, one Service, its routes and one Rollout. Everyone acts one after
 * the other, in an order that the seed decides; after each change the invariants are asked.
 */
final class World {
  final Random random;
  Spec spec;
  final Journal journal;
  final Map<String, Rs> replicaSets = new TreeMap<>();

  /** Revision Services with their ready endpoints. */
  final Map<String, Integer> backends = new TreeMap<>();

  /** Those whose Deployment is gone. */
  final Set<String> doomedBackends = new HashSet<>();

  final UserService service = new UserService();
  final List<Route> routes;

  /** Names of those that nobody uses but people who look at the canary before it has traffic. */
  private final Set<String> previewRoutes;

  final DataPlane dataPlane = new DataPlane();
  final RolloutObject rollout = new RolloutObject();
  final Shelf shelf = new Shelf();

  /** Also those that are over: whoever looks must know the time. */
  final List<Lock> locks = new ArrayList<>();

  /** Templates whose pods began to fail after they had been good. */
  final Set<Template> failing = new HashSet<>();

  final Set<Template> unready = new HashSet<>();
  Instant now = Instant.EPOCH;
  @Nullable Deployment deployment;

  /** The revision that the preview Service is narrowed to, null for its own selector. */
  @Nullable String previewPin;

  /** What the comparison of both versions says; null while nobody looks. */
  @Nullable Verdict verdict;

  private final Map<String, Reading> readings = new TreeMap<>();
  boolean policies = true;

  /** Until then no gateway follows what is written. */
  Instant gatewayAsleepUntil = Instant.MIN;

  FakeProbe.Mode probe = FakeProbe.Mode.HONEST;

  /** How the operator is told to hold the Deployment at rest. */
  boolean holdsAtRest;

  long version;
  private Instant excusedUntil = Instant.MIN;
  private int created;
  private final List<Runnable> watchers = new ArrayList<>();

  World(long seed, Spec spec) {
    this.random = new Random(seed);
    this.spec = spec;
    this.routes =
        Stream.concat(spec.routes().stream(), spec.strategy().previewRoutes().stream())
            .map(Route::new)
            .toList();
    this.previewRoutes = Set.copyOf(spec.strategy().previewRoutes());
    this.journal = new Journal(this);
  }

  void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /** To be called after every single change. */
  void changed() {
    version++;
    watchers.forEach(Runnable::run);
  }

  Deployment theDeployment() {
    return Objects.requireNonNull(deployment, "there is no Deployment");
  }

  Rs create(String revision, Template template, boolean owned, int wanted) {
    Rs rs = new Rs(revision, template, theDeployment().uid, created++, owned, wanted);
    replicaSets.put(revision, rs);
    if (owned) {
      rs.revisionNumber = nextRevisionNumber();
    }
    changed();
    return rs;
  }

  long nextRevisionNumber() {
    return 1 + all().stream().mapToLong(rs -> rs.revisionNumber).max().orElse(0);
  }

  @Nullable Rs rs(@Nullable String revision) {
    return revision == null ? null : replicaSets.get(revision);
  }

  Collection<Rs> all() {
    return List.copyOf(replicaSets.values());
  }

  /** Those of the present Deployment that it controls. */
  List<Rs> owned() {
    Deployment d = deployment;
    return d == null
        ? List.of()
        : all().stream().filter(rs -> rs.owned && rs.ownerUid.equals(d.uid)).toList();
  }

  int readyPods(String revision) {
    Rs rs = replicaSets.get(revision);
    return rs == null ? 0 : rs.ready();
  }

  /** Whether the unpinned Service has ready pods beside those of a revision. */
  boolean othersAnswer(@Nullable String revision) {
    return service.pin == null
        && service.endpoints.keySet().stream()
            .anyMatch(other -> !other.equals(revision) && readyPods(other) > 0);
  }

  /** Whether the pods of a template fail by themselves. */
  boolean broken(Template template) {
    return template.canonical().contains("crashing")
        || template.canonical().contains("never ready")
        || failing.contains(template)
        || unready.contains(template);
  }

  /** Whether it cannot have ready pods: they fail, or somebody deleted its ReplicaSet. */
  boolean broken(@Nullable String revision) {
    Rs rs = rs(revision);
    return revision != null && (rs == null || broken(rs.template));
  }

  /** What the shop's monitoring answers for a metric at this moment. */
  Reading answer(String metric) {
    return readings.getOrDefault(metric, new Reading.Value(0));
  }

  void says(String metric, Reading reading) {
    journal.note("metric", metric + " says " + reading);
    readings.put(metric, reading);
    changed();
  }

  void gatewaySleeps(int seconds) {
    journal.note("gateway", "follows nothing for " + seconds + " s");
    gatewayAsleepUntil = now.plusSeconds(seconds);
    changed();
  }

  void probeMeets(FakeProbe.Mode mode) {
    journal.note("probe", "meets " + mode.name().toLowerCase(Locale.ROOT));
    probe = mode;
    changed();
  }

  /** The largest share that a route gives a revision, 0 to 100. */
  int routed(String revision) {
    return clientRoutes().mapToInt(route -> route.weightOf(revision)).max().orElse(0);
  }

  /** Those that clients use. */
  Stream<Route> clientRoutes() {
    return routes.stream().filter(route -> !isPreview(route));
  }

  boolean hasRoute(String name) {
    return routes.stream().anyMatch(route -> route.name.equals(name));
  }

  boolean isPreview(Route route) {
    return previewRoutes.contains(route.name);
  }

  boolean routesAreHome() {
    return routes.stream().allMatch(Route::isHome);
  }

  Route route(String name) {
    return routes.stream().filter(route -> route.name.equals(name)).findFirst().orElseThrow();
  }

  /** The share of new connections that a revision gets, 0 to 100. */
  int shareOf(String revision) {
    if (!spec.direct()) {
      return routed(revision);
    }
    int all = service.endpoints.values().stream().mapToInt(Integer::intValue).sum();
    return all == 0 ? 0 : 100 * service.endpoints.getOrDefault(revision, 0) / all;
  }

  /** Whether the Deployment may go from one revision to the other by itself. */
  boolean rolls() {
    Progress progress = rollout.progress();
    return spec.rolling() && progress != null && progress.abort() == null;
  }

  /** The locks that hold at this moment. */
  Locks locked() {
    return new Locks(
        locks.stream()
            .filter(lock -> lock.until().filter(end -> !end.isAfter(now)).isEmpty())
            .toList(),
        locks.stream()
            .flatMap(lock -> lock.until().stream())
            .filter(now::isBefore)
            .min(Comparator.naturalOrder()));
  }

  /** Someone else did what we can only repair: for so long it is not held against the operator. */
  void excuse(int seconds) {
    Instant until = now.plusSeconds(seconds);
    excusedUntil = until.isAfter(excusedUntil) ? until : excusedUntil;
  }

  boolean excused() {
    return now.isBefore(excusedUntil);
  }

  /** A time between zero and just below this one, in whole seconds. */
  Duration lag(Duration below) {
    return Duration.ofSeconds(random.nextLong(Math.max(1, below.toSeconds())));
  }
}
