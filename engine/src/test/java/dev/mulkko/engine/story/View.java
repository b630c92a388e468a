package dev.mulkko.engine.story;

import dev.mulkko.engine.judge.Verdict;
import dev.mulkko.engine.model.Counted;
import dev.mulkko.engine.model.Judged;
import dev.mulkko.engine.model.Look;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Sample;
import dev.mulkko.engine.model.Sight;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.gate.Question;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the operator sees: every part from a cache of its own, and any of them may be behind. A
 * write on what is behind is a conflict; what the operator wrote itself it sees at once.
 */
final class View {
  private final World world;
  private double lateness;
  private Optional<Observation.Workload> workload = Optional.empty();
  private List<Cached> replicaSets = List.of();
  private Observation.Service service;
  private Map<String, Integer> backends = Map.of();
  private List<Observation.Route> routes;
  private Instant lookingSince = Instant.EPOCH;
  private final Map<String, Sample> samples = new TreeMap<>();
  private @Nullable Sight sight;
  private boolean behind;
  private int looksBehind;
  private Optional<Observation.Workload> kept = Optional.empty();
  private Instant keptUntil = Instant.MIN;

  private record Cached(String ownerUid, Observation.ReplicaSet seen) {}

  View(World world, double lateness) {
    this.world = world;
    this.lateness = lateness;
    this.service = world.service.seen();
    this.routes = nowRoutes();
    refresh();
  }

  void late(double often) {
    lateness = often;
  }

  /** The Deployment as it is now can be seen once more. */
  void keep() {
    kept = nowWorkload();
  }

  /** As after a restart, from an API server that is far behind. */
  void seeKept(Instant until) {
    keptUntil = until;
  }

  /** As after a restart. */
  void refresh() {
    lookingSince = world.now;
    workload = nowWorkload();
    replicaSets = nowReplicaSets();
    service = world.service.seen();
    backends = Map.copyOf(world.backends);
    routes = nowRoutes();
  }

  /** Whether a part may have been behind at the last look: then a later event brings the next. */
  boolean behind() {
    return behind;
  }

  Observation look() {
    looksBehind = behind ? looksBehind + 1 : 0;
    behind = false;
    boolean old = world.now.isBefore(keptUntil);
    behind |= old;
    workload = old ? kept : late() ? workload : nowWorkload();
    replicaSets = late() ? replicaSets : nowReplicaSets();
    service = late() ? service : world.service.seen();
    backends = late() ? backends : Map.copyOf(world.backends);
    routes = late() ? routes : nowRoutes();
    return new Observation(
        world.now,
        lookingSince,
        world.spec,
        world.rollout.memory,
        world.holdsAtRest,
        world.rollout.claimed,
        world.rollout.deleting,
        workload,
        ofTheSeenWorkload(),
        Optional.of(service).filter(_ -> world.spec.service() != null),
        backends,
        routes,
        world.rollout.objections,
        world.rollout.noMirror,
        pods(),
        world.rollout.asked,
        Optional.ofNullable(world.spec.strategy().previewService())
            .map(name -> new Observation.Preview(name, world.previewPin)),
        List.copyOf(samples.values()),
        judged(),
        Optional.ofNullable(sight),
        world.shelf.books(world.rollout.memory.attempts(), world.deployment, world.spec.naming()),
        world.locked(),
        Shelf.UID);
  }

  /** As whoever reads counters would say it; that it is looked at is not a matter of time here. */
  private Optional<Judged> judged() {
    Progress progress = world.rollout.progress();
    Verdict verdict = world.verdict;
    return progress == null || verdict == null
        ? Optional.empty()
        : Optional.of(
            new Judged(
                progress.canary(),
                progress.startedAt(),
                Objects.requireNonNullElse(
                    progress.step().startedAt(), progress.step().enteredAt()),
                verdict,
                Counted.NOTHING));
  }

  /** Every question has its answer at the next look. */
  void ask(List<Question> due) {
    for (Question q : due) {
      Reading answer = world.answer(q.metric());
      samples.put(q.metric(), new Sample(q.metric(), q.wording(), world.now, answer));
    }
  }

  /** So has every look. */
  void look(Look look) {
    sight = new FakeProbe(world).look(look);
  }

  private boolean late() {
    boolean late = lateness > 0 && looksBehind < 2 && world.random.nextDouble() < lateness;
    behind |= late;
    return late;
  }

  /** Whether the object that this action writes has changed since it was looked at. */
  boolean conflicts(Action action) {
    return switch (action) {
      case Action.Claim _, Action.Release _, Action.Answer _ -> false;
      case Action.Pause _, Action.Resume _, Action.Unmark _ -> !workload.equals(nowWorkload());
      case Action.Pin _ -> !service.equals(world.service.seen());
      case Action.PinPreview _ -> false;
      case Action.CreateReplicaSet(var revision, _) ->
          world.rs(revision) != null || !workload.equals(nowWorkload());
      case Action.Scale(var revision, _) -> moved(revision);
      // They look at the Deployment itself before they write.
      case Action.Park(var revision) -> world.deployment == null || moved(revision);
      case Action.Adopt(var revision) -> world.deployment == null || moved(revision);
      case Action.GiveBack(var revision) -> moved(revision);
      case Action.DeleteReplicaSet(var revision) -> moved(revision);
      case Action.CreateBackend(var revision) -> world.backends.containsKey(revision);
      case Action.DeleteBackend(var revision) -> !world.backends.containsKey(revision);
      case Action.NameRevisions _, Action.SplitRoute _, Action.RestoreRoute _ ->
          !routes.equals(nowRoutes());
      case Action.OpenRecord _, Action.AddToRecord _, Action.CloseRecord _ -> false;
    };
  }

  /** The operator's own writes are seen at once. */
  void wrote(Action action) {
    switch (action) {
      case Action.Claim _, Action.Release _, Action.Answer _, Action.PinPreview _ -> {}
      case Action.OpenRecord _, Action.AddToRecord _, Action.CloseRecord _ -> {}
      case Action.Pause _, Action.Resume _, Action.Unmark _ -> workload = nowWorkload();
      case Action.Pin _ -> service = world.service.seen();
      case Action.CreateReplicaSet _,
          Action.Scale _,
          Action.Park _,
          Action.Adopt _,
          Action.GiveBack _,
          Action.DeleteReplicaSet _ ->
          replicaSets = nowReplicaSets();
      case Action.CreateBackend _, Action.DeleteBackend _ -> backends = Map.copyOf(world.backends);
      case Action.NameRevisions _, Action.SplitRoute _, Action.RestoreRoute _ ->
          routes = nowRoutes();
    }
  }

  private List<Observation.Route> nowRoutes() {
    return world.routes.stream()
        .filter(
            route ->
                world.spec.routes().contains(route.name)
                    || world.spec.strategy().previewRoutes().contains(route.name)
                    || !route.isHome())
        .map(Route::seen)
        .toList();
  }

  private List<Observation.ReplicaSet> ofTheSeenWorkload() {
    String uid = workload.map(Observation.Workload::uid).orElse("");
    return replicaSets.stream().filter(rs -> rs.ownerUid.equals(uid)).map(Cached::seen).toList();
  }

  private boolean moved(String revision) {
    return !find(replicaSets, revision).equals(find(nowReplicaSets(), revision));
  }

  private static Optional<Cached> find(List<Cached> list, String revision) {
    return list.stream().filter(rs -> rs.seen.revision().equals(revision)).findFirst();
  }

  private Optional<Observation.Workload> nowWorkload() {
    return Optional.ofNullable(world.deployment).map(Deployment::seen);
  }

  private List<Cached> nowReplicaSets() {
    return world.all().stream().map(rs -> new Cached(rs.ownerUid, rs.seen())).toList();
  }

  /** Always as they are now: they are read for each look. */
  private Observation.Pods pods() {
    return Optional.ofNullable(world.rollout.progress())
        .map(Progress::canary)
        .map(world::rs)
        .map(rs -> new Observation.Pods(rs.ready(), trouble(rs)))
        .orElse(Observation.Pods.NONE);
  }

  private static Optional<Note> trouble(Rs rs) {
    return rs.pods.stream().anyMatch(p -> p.crashing)
        ? Optional.of(Note.of(Reason.CanaryCrashing, "a pod of %s keeps crashing", rs.revision))
        : Optional.empty();
  }
}
