package dev.mulkko.engine.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.engine.model.Strategy.BlueGreen;
import dev.mulkko.engine.model.Strategy.Canary;
import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.plan.Plan;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A story by chance that is cut off anywhere: then somebody applies the manifests of the next
 * version, and nothing else happens. It must end as on a cluster that never saw another version.
 */
final class ApplyTale {
  private static final int TURNS = 400;
  private static final Step END = new Step.End();

  /** A deadline that is missed by chance is no matter of the past. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final long seed;
  private final Law law;
  private final Random random;
  private final RandomTale former;
  private final World world;
  private final Town town;
  private String moment = "";
  private boolean waits;

  ApplyTale(long seed, Law law) {
    this.seed = seed;
    this.law = law;
    this.random = new Random(seed * 104729);
    this.former = new RandomTale(seed, law);
    this.world = former.world();
    this.town = former.town();
  }

  /** What the past is still seen in. Throws with the seed and the whole story when it may not. */
  Set<Fact> tell() {
    try {
      former.live();
      turns(random.nextInt(TURNS));
      moment = where();
      apply();
      town.untilRest();
      if (town.waitsForBrokenStable()) {
        waits = true;
        return Set.of();
      }
      return compare(EndState.of(world, law), EndState.of(fresh(), law));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed %d, applied when it was %s: %s%n%s"
              .formatted(seed, moment, e.getMessage(), world.journal),
          e);
    }
  }

  /** Where the manifests were applied. */
  String moment() {
    return moment;
  }

  /**
   * Whether it did not come to the next version: an abort goes on until stable has pods to take the
   * traffic, and stable is broken.
   */
  boolean waits() {
    return waits;
  }

  private void turns(int count) {
    for (int i = 0; i < count; i++) {
      town.step();
    }
  }

  private String where() {
    if (world.deployment == null || !world.rollout.exists || world.rollout.deleting) {
      return world.deployment == null ? "without Deployment" : "without Rollout";
    }
    Plan plan = law.plan(new View(world, 0).look());
    Progress progress = world.rollout.progress();
    String strategy = world.spec.strategy().name();
    String step = progress == null ? "" : " at step " + Math.min(3, progress.step().index());
    return strategy
        + " "
        + plan.phase()
        + step
        + (town.operator.isDown() ? ", unseen" : "")
        + (isUndone() ? ", undoing" : "")
        + (world.spec.suspended() ? ", suspended" : "")
        + (world.locked().now().isEmpty() ? "" : ", locked");
  }

  /** The Deployment and the Rollout, in any order, and whatever they forbid is over. */
  private void apply() {
    if (world.rollout.deleting || !world.rollout.exists) {
      town.user.heals();
      town.until("gone", () -> !world.rollout.exists);
      turns(random.nextInt(100));
      doesWhatTheEventSays();
      town.user.attachAnother();
    }
    if (random.nextBoolean()) {
      town.user.heals();
    }
    boolean first = random.nextBoolean() || world.spec.strategy().steps().contains(END);
    if (first) {
      applyRollout();
      turns(random.nextInt(8));
    }
    applyDeployment();
    if (!first) {
      turns(random.nextInt(8));
      applyRollout();
    }
  }

  /** A Deployment that a deleted Rollout left held is its people's: the Event says what to do. */
  private void doesWhatTheEventSays() {
    Deployment d = world.deployment;
    if (d != null && d.paused) {
      town.user.unpause();
      turns(random.nextInt(100));
    }
  }

  private void applyRollout() {
    world.journal.note("user", "applies the Rollout");
    town.user.suspend(false);
    town.user.endLocks();
    world.says("errors", new Reading.Value(0));
    world.verdict = Verdicts.HEALTHY;
    Spec next = Specs.with(world.spec, withoutPeople(world.spec.strategy()));
    world.spec = Specs.within(next, PATIENCE);
    world.rollout.asked.clear();
    town.resumeWhatPauses();
    world.changed();
  }

  /** Steps that somebody must end, or that end badly of themselves, are no matter of the past. */
  private static Strategy withoutPeople(Strategy any) {
    List<Step> steps =
        any.steps().stream()
            .filter(
                step ->
                    !(step instanceof Step.Stay
                        || step instanceof Step.End
                        || step instanceof Step.Approval))
            .toList();
    return switch (any) {
      case Canary c -> new Canary(steps, c.stepTime(), c.scaleDownDelay(), c.sticky());
      case BlueGreen b ->
          new BlueGreen(
              steps,
              b.previewService(),
              b.previewRoutes(),
              b.atomic(),
              b.postPromotion(),
              b.scaleDownDelay());
      case Strategy.Rolling rolling -> rolling;
    };
  }

  private void applyDeployment() {
    Template template = wanted();
    if (world.deployment == null) {
      town.user.createDeployment(1 + random.nextInt(5), template.canonical());
      return;
    }
    town.user.template(template);
    if (random.nextInt(3) == 0) {
      town.user.scale(1 + random.nextInt(6));
    }
  }

  /** Mostly one that nobody ever saw, sometimes what is stable. */
  private Template wanted() {
    return Optional.ofNullable(world.rs(world.rollout.memory.stable()))
        .map(rs -> rs.template)
        .filter(runs -> random.nextInt(4) == 0 && !world.broken(runs) && !isUndone())
        .orElse(new Template("v9"));
  }

  /** What an undo takes away is refused: whoever goes on writing it changes nothing. */
  private boolean isUndone() {
    Progress progress = world.rollout.progress();
    return progress != null && progress.undoes() != null;
  }

  private World fresh() {
    Spec spec = world.spec;
    World fresh = new World(seed + 1, spec);
    Town people = new Town(fresh, law, 0);
    fresh.policies = world.policies;
    fresh.holdsAtRest = world.holdsAtRest;
    fresh.verdict = Verdicts.HEALTHY;
    Deployment d = world.theDeployment();
    people.user.createDeployment(d.replicas, d.template.canonical());
    fresh.theDeployment().template = d.template;
    people.run(Duration.ofSeconds(15));
    people.user.attach();
    people.untilRest();
    return fresh;
  }

  private static Set<Fact> compare(EndState end, EndState fresh) {
    assertThat(end.present()).isEqualTo(fresh.present());
    Set<Fact> differs = EnumSet.noneOf(Fact.class);
    end.facts()
        .forEach(
            (fact, what) -> {
              if (!what.equals(fresh.facts().get(fact))) {
                differs.add(fact);
              }
            });
    return differs;
  }
}
