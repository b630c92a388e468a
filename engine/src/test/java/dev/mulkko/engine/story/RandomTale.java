package dev.mulkko.engine.story;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Limit;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Scale;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.engine.model.Strategy.BlueGreen;
import dev.mulkko.engine.model.Strategy.Canary;
import dev.mulkko.engine.plan.Lock.Mode;
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.engine.story.FakeOperator.Death;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A story by chance: people, tools, pods and the operator's death in any order at any place; then
 * everyone is quiet, and the world must come to rest.
 */
final class RandomTale {
  private static final List<String> TEMPLATES =
      List.of("v1", "v2", "v3", "v4", "v5 crashing", "v6 never ready", "v7 slow");

  private static final List<Mode> MODES = List.of(Mode.values());

  private static final List<Verb> VERBS = List.of(Verb.values());

  private static final List<Reading> READINGS =
      List.of(
          new Reading.Value(0),
          new Reading.Value(0.9),
          new Reading.Value(Double.NaN),
          new Reading.NoData("the result is empty"),
          new Reading.NoAnswer("connection refused"),
          new Reading.Broken("parse error"));

  private final Random random;
  private final World world;
  private final Town town;
  private final long seed;

  RandomTale(long seed, Law law) {
    this.seed = seed;
    this.random = new Random(seed * 7919);
    this.world = new World(seed, spec());
    this.town = new Town(world, law, random.nextBoolean() ? 0 : 0.3);
    world.policies = random.nextInt(3) > 0;
    world.holdsAtRest = !world.policies && random.nextBoolean();
  }

  private Spec spec() {
    Spec routed = random.nextInt(4) == 0 ? rolling() : switched();
    Spec judged = random.nextInt(3) == 0 ? Specs.with(routed, analysis()) : routed;
    return Specs.keeping(Specs.within(judged, Duration.ofSeconds(40)), random.nextInt(3));
  }

  private Spec rolling() {
    Duration watched = Duration.ofSeconds(random.nextInt(10));
    return random.nextBoolean() ? Specs.worker(watched) : Specs.rolling(watched);
  }

  private Spec switched() {
    Strategy strategy = random.nextInt(4) == 0 ? blueGreen() : canary();
    boolean scaled = strategy.steps().stream().anyMatch(Step.SetScale.class::isInstance);
    return Specs.ratio(routed(Specs.of(strategy)), !scaled && random.nextInt(3) == 0);
  }

  private Spec routed(Spec spec) {
    return switch (random.nextInt(4)) {
      case 0 -> Specs.direct(spec);
      case 1 -> Specs.routed(spec, "HTTPRoute shop", "GRPCRoute shop");
      default -> spec;
    };
  }

  private Strategy canary() {
    List<Step> steps = List.of(anySteps());
    return new Canary(
        steps,
        Duration.ofSeconds(random.nextInt(5)),
        Duration.ofSeconds(random.nextInt(10)),
        Optional.of(Sticky.over(steps, "mulkko-shop", Duration.ofHours(1)))
            .filter(_ -> random.nextInt(3) == 0));
  }

  private Strategy blueGreen() {
    List<Step> steps = new ArrayList<>(List.of(new Step.SetScale(new Scale.Share(100))));
    if (random.nextBoolean()) {
      steps.add(Tales.pause(random.nextInt(8)));
    }
    if (random.nextBoolean()) {
      steps.add(Tales.approval(1 + random.nextInt(20), random.nextBoolean()));
    }
    return new BlueGreen(
        steps,
        random.nextBoolean() ? "shop-preview" : null,
        somePreviews(),
        random.nextBoolean(),
        Duration.ofSeconds(random.nextInt(10)),
        Duration.ofSeconds(random.nextInt(10)));
  }

  private List<String> somePreviews() {
    return Stream.of("HTTPRoute preview", "IngressRoute preview")
        .filter(_ -> random.nextBoolean())
        .toList();
  }

  private Analysis analysis() {
    Metric errors =
        new Metric(
            "errors",
            Specs.query("errors"),
            Limit.max(0.5),
            Duration.ofSeconds(1 + random.nextInt(5)),
            random.nextInt(3),
            Duration.ofSeconds(random.nextInt(3)),
            1 + random.nextInt(3));
    Analysis metrics =
        new Analysis(
            List.of(errors), Duration.ofSeconds(5 + random.nextInt(20)), random.nextBoolean());
    return random.nextBoolean()
        ? metrics
        : metrics.comparing(Verdicts.comparison(random.nextBoolean()));
  }

  private Step[] anySteps() {
    List<Step> steps = new ArrayList<>();
    int weight = 0;
    if (random.nextInt(3) == 0) {
      steps.add(Tales.mirror(1 + random.nextInt(100)));
      if (random.nextBoolean()) {
        steps.add(Tales.mirror(0));
      }
    }
    while (random.nextInt(4) > 0 && weight < 90) {
      if (random.nextInt(4) == 0) {
        steps.add(new Step.SetScale(anyScale()));
      }
      if (random.nextInt(3) == 0) {
        steps.add(Tales.match("on" + random.nextInt(2)));
      }
      weight += 1 + random.nextInt(100 - weight);
      steps.add(Tales.weight(weight));
      if (random.nextBoolean()) {
        steps.add(Tales.pause(1 + random.nextInt(8)));
      } else if (random.nextInt(4) == 0) {
        steps.add(Tales.approval(1 + random.nextInt(20), random.nextBoolean()));
      }
    }
    switch (random.nextInt(6)) {
      case 0 -> steps.add(new Step.Stay());
      case 1 -> steps.add(new Step.End());
      default -> {}
    }
    return steps.toArray(Step[]::new);
  }

  private Scale anyScale() {
    return switch (random.nextInt(3)) {
      case 0 -> new Scale.Share(1 + random.nextInt(100));
      case 1 -> new Scale.Pods(1 + random.nextInt(9));
      default -> new Scale.ByWeight();
    };
  }

  /** Throws with the seed and the whole story when anything is wrong. */
  String tell() {
    try {
      play();
      return world.journal.toString();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + world.journal, e);
    }
  }

  private void play() {
    live();
    heal();
    goOn();
    town.untilRest();
  }

  /** All that happens before everyone is quiet. */
  void live() {
    if (random.nextInt(4) == 0) {
      town.user.createDeployment(3, "v0");
      town.run(Duration.ofSeconds(6));
      town.user.template("v1");
      town.user.scale(random.nextInt(8));
    } else {
      town.user.createDeployment(random.nextInt(8), "v1");
    }
    town.run(Duration.ofSeconds(15));
    town.user.attach();
    town.run(Duration.ofSeconds(2));
    town.user.template(TEMPLATES.get(1 + random.nextInt(TEMPLATES.size() - 1)));
    int acts = random.nextInt(5);
    for (int i = 0; i < acts; i++) {
      turns(random.nextInt(random.nextInt(4) == 0 ? 10 : 300));
      act();
    }
  }

  World world() {
    return world;
  }

  Town town() {
    return town;
  }

  private void turns(int count) {
    for (int i = 0; i < count; i++) {
      town.step();
    }
  }

  private void act() {
    if (world.deployment == null) {
      town.user.createDeployment(1 + random.nextInt(5), anyTemplate());
      return;
    }
    switch (random.nextInt(38)) {
      case 0, 1, 2 -> town.user.scale(random.nextInt(9));
      case 3, 4 -> town.user.template(anyTemplate());
      case 5 -> town.user.template("v1");
      case 6 -> town.user.abort();
      case 7 -> town.user.deleteRollout();
      case 8 -> town.user.unpause();
      case 9 -> town.user.pinDropped();
      case 10 -> town.user.routeReset();
      case 11 -> canaryFails();
      case 12 -> town.operator.dieAt(random.nextInt(6), Death.BEFORE_WRITE, anyTime());
      case 13 -> town.operator.dieAt(random.nextInt(6), Death.BEFORE_MEMORY, anyTime());
      case 14 -> town.operator.down(anyTime());
      case 15, 16, 17, 18, 19 -> town.user.ask(VERBS.get(random.nextInt(VERBS.size())));
      case 20 -> town.user.suspend(random.nextBoolean());
      case 21 -> town.user.steps(anySteps());
      case 22 -> stableFails();
      case 23, 24 -> world.says("errors", READINGS.get(random.nextInt(READINGS.size())));
      case 25, 26 -> undo();
      case 29 -> world.verdict = Verdicts.ALL.get(random.nextInt(Verdicts.ALL.size()));
      case 27, 28 -> town.user.restart("" + random.nextInt(3));
      case 30 -> town.user.routes(someRoutes());
      case 31 -> town.user.previewRoutes(somePreviews());
      case 33 -> ratio();
      case 32 -> town.user.previewReset();
      case 34, 35 -> lock();
      case 36 -> town.user.endLocks();
      case 37 -> town.user.unlock("it must");
      default -> {
        if (random.nextInt(3) == 0) {
          town.user.deleteDeployment();
        }
      }
    }
  }

  private void lock() {
    Mode mode = MODES.get(random.nextInt(MODES.size()));
    Optional<Instant> until =
        Optional.of(world.now.plus(anyTime())).filter(_ -> random.nextBoolean());
    town.user.lock("DeployLock l" + random.nextInt(3), mode, until);
  }

  private void ratio() {
    Strategy strategy = world.spec.strategy();
    boolean scaled = strategy.steps().stream().anyMatch(Step.SetScale.class::isInstance);
    town.user.directRatio(!scaled && random.nextBoolean());
  }

  /** Those that there were at first, or some of them. */
  private String[] someRoutes() {
    return world
        .clientRoutes()
        .map(route -> route.name)
        .filter(_ -> random.nextInt(3) > 0)
        .toArray(String[]::new);
  }

  private void undo() {
    List<String> known = List.copyOf(world.replicaSets.keySet());
    if (known.isEmpty() || random.nextBoolean()) {
      town.user.ask(Verb.Undo);
    } else {
      town.user.undo(known.get(random.nextInt(known.size())));
    }
  }

  private Duration anyTime() {
    return Duration.ofSeconds(random.nextInt(25));
  }

  private String anyTemplate() {
    return TEMPLATES.get(random.nextInt(TEMPLATES.size()));
  }

  private void canaryFails() {
    Rs canary = world.rs(world.rollout.canary());
    if (canary != null && (!canary.owned || world.spec.rolling())) {
      if (random.nextBoolean()) {
        town.user.breaks(canary.template.canonical());
      } else {
        town.user.starves(canary.template.canonical());
      }
    }
  }

  private void stableFails() {
    String stable = world.rollout.memory.stable();
    Rs rs = world.rs(stable);
    if (stable == null || rs == null) {
      return;
    }
    if (random.nextInt(3) == 0) {
      town.user.deleteReplicaSet(stable);
    } else {
      town.user.starves(rs.template.canonical());
    }
  }

  /** Nobody leaves a rollout paused for ever. */
  private void goOn() {
    town.user.suspend(false);
    town.user.endLocks();
    world.says("errors", new Reading.Value(0));
    world.verdict = Verdicts.HEALTHY;
    town.resumeWhatPauses();
  }

  /** What ran well before does so again in the end; what was never good stays as it is. */
  private void heal() {
    if (random.nextBoolean()) {
      town.user.heals();
    }
  }
}
