package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.plan.Plan;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A world at rest, with versions called by their templates. */
record EndState(Map<Fact, String> facts) {

  static EndState of(World world, Law law) {
    return new EndState(new Reader(world, law).read());
  }

  /** Without what the past may be seen in. */
  Map<Fact, String> present() {
    Map<Fact, String> present = new EnumMap<>(facts);
    present.keySet().removeIf(fact -> fact.ofThePast);
    return present;
  }

  private record Reader(World world, Law law) {

    Map<Fact, String> read() {
      Deployment d = world.theDeployment();
      Memory memory = world.rollout.memory;
      Map<Fact, String> facts = new EnumMap<>(Fact.class);
      facts.put(Fact.DEPLOYMENT, deployment(d));
      facts.put(Fact.DEPLOYMENT_STATUS, status(d));
      facts.put(Fact.REPLICA_SETS, replicaSets());
      facts.put(Fact.SERVICE, "pin %s, ready %s".formatted(world.service.pin, endpoints()));
      facts.put(Fact.PREVIEW, String.valueOf(world.previewPin));
      facts.put(Fact.ROUTES, routes());
      facts.put(Fact.BACKENDS, world.backends.keySet().toString());
      facts.put(Fact.ROLLOUT, rollout());
      facts.put(Fact.STATUS, status(d, memory));
      facts.put(Fact.OUTLOOK, outlook());
      facts.put(Fact.NAME, String.valueOf(memory.stable()));
      facts.put(Fact.COUNTS, counts(d, memory));
      facts.put(Fact.HISTORY, history());
      facts.put(Fact.REFUSED, memory.refused().toString());
      facts.put(Fact.ATTEMPTS, memory.attempts() + ", closed " + world.shelf.closings.keySet());
      facts.put(Fact.ACTED, String.valueOf(memory.acted()));
      return facts;
    }

    private String counts(Deployment d, Memory memory) {
      return "generation %d, accepted %d, revisions %s"
          .formatted(
              d.generation,
              memory.acceptedGeneration(),
              world.all().stream().map(rs -> rs.revisionNumber).sorted().toList());
    }

    private static String deployment(Deployment d) {
      return "%d x %s, paused %s, held by %s, changed by %s"
          .formatted(d.replicas, d.template.canonical(), d.paused, d.heldBy, d.changedBy);
    }

    private static String status(Deployment d) {
      return "%d pods, %d updated, %d available, seen %s"
          .formatted(
              d.statusCurrent,
              d.statusUpdated,
              d.statusAvailable,
              d.observedGeneration == d.generation);
    }

    private String replicaSets() {
      return world.all().stream()
          .filter(this::isPresent)
          .map(
              rs ->
                  "%s owned %s, %d wanted, %d in mind, %d pods, %d ready"
                      .formatted(
                          rs.template.canonical(),
                          rs.owned,
                          rs.wanted,
                          rs.desired,
                          rs.pods.size(),
                          rs.ready()))
          .sorted()
          .collect(Collectors.joining("; "));
    }

    private boolean isPresent(Rs rs) {
      boolean runs = rs.owned && rs.template.equals(world.theDeployment().template);
      return rs.active() || !rs.pods.isEmpty() || runs;
    }

    private String history() {
      return world.all().stream()
          .filter(rs -> !isPresent(rs))
          .map(rs -> rs.template.canonical())
          .sorted()
          .toList()
          .toString();
    }

    private Map<String, Integer> endpoints() {
      Map<String, Integer> ready = new TreeMap<>();
      world.service.endpoints.forEach(
          (revision, count) -> ready.merge(called(revision), count, Integer::sum));
      return ready;
    }

    private String called(String revision) {
      return Optional.ofNullable(world.rs(revision))
          .map(rs -> rs.template.canonical())
          .orElse(revision);
    }

    /** Those that the Rollout names, and what is left in any other. */
    private String routes() {
      List<String> named = world.spec.routes();
      List<String> previews = world.spec.strategy().previewRoutes();
      return world.routes.stream()
          .filter(
              route ->
                  named.contains(route.name) || previews.contains(route.name) || !route.isHome())
          .map(route -> "%s %s, verified %s".formatted(route.name, route.shape, route.verified()))
          .sorted()
          .toList()
          .toString();
    }

    private String rollout() {
      RolloutObject rollout = world.rollout;
      return "there %s, claimed %s, deleting %s, asked %s"
          .formatted(rollout.exists, rollout.claimed, rollout.deleting, rollout.asked);
    }

    private static String status(Deployment d, Memory memory) {
      return "progress %s, attached %s, stable is refused %s"
          .formatted(
              memory.progress(),
              d.uid.equals(memory.workloadUid()),
              memory.refusal(String.valueOf(memory.stable())).isPresent());
    }

    private String outlook() {
      Plan plan = law.plan(new View(world, 0).look());
      String stable = Objects.requireNonNullElse(world.rollout.memory.stable(), "none");
      return "%s, %s: %s %s, again in %s"
          .formatted(
              plan.phase(),
              plan.note().reason(),
              List.of(plan.note().message().split(stable, -1)),
              plan.action(),
              plan.recheck());
    }
  }
}
