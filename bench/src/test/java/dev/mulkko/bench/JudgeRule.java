package dev.mulkko.bench;

import dev.mulkko.engine.judge.Counter;
import dev.mulkko.engine.judge.Evidence;
import dev.mulkko.engine.judge.Evidence.Step;
import dev.mulkko.engine.judge.History;
import dev.mulkko.engine.judge.Judge;
import dev.mulkko.engine.judge.Latency;
import dev.mulkko.engine.judge.Limits;
import dev.mulkko.engine.judge.Reading;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Trial;
import dev.mulkko.engine.judge.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * The judge itself, as the operator asks it.
 *
 * @param every seconds between two looks
 * @param scrape seconds between two reads of a pod; each pod has its own phase
 * @param ends verdicts that end the watch
 * @param counts those of them that count
 * @param before stable's half hour before the rollout is drawn from it
 */
record JudgeRule(
    String name,
    Judge judge,
    int every,
    int scrape,
    Predicate<Verdict> ends,
    Predicate<Verdict> counts,
    Histories before)
    implements Rule {

  interface Histories {
    History draw(SplittableRandom random);
  }

  /** Of failures, as the operator has it: what is slow may weigh too. */
  static final Judge SHIPPED = Trial.ofErrors(new Latency.Usual(), Limits.DEFAULT);

  static final Predicate<Verdict> WORSE = verdict -> verdict instanceof Verdict.Worse;
  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

  /** Reads of one second. */
  static JudgeRule direct(String name, Histories before) {
    return new JudgeRule(name, SHIPPED, 1, 1, WORSE, WORSE, before);
  }

  @Override
  public int stops(World world, SplittableRandom random) {
    int[] phases = random.ints(world.pods(), 0, scrape).toArray();
    Duration patience = Duration.ofSeconds(3L * scrape);
    Set<String> due = due(world);
    Evidence evidence =
        judge.begin(new Step(true, START, world.share()), Map.of("errors", before.draw(random)));
    for (int t = every; t <= world.seconds(); t += every) {
      Instant now = START.plusSeconds(t);
      evidence = judge.fold(evidence, new Reading(now, patience, read(world, t, phases), due));
      Verdict verdict = judge.verdict(evidence, now);
      if (ends.test(verdict)) {
        return counts.test(verdict) ? t : NEVER;
      }
    }
    return NEVER;
  }

  private List<Counter> read(World world, int now, int[] phases) {
    List<Counter> counters = new ArrayList<>(world.pods());
    for (int pod = 0; pod < world.pods(); pod++) {
      int t = now - Math.floorMod(now - phases[pod], scrape);
      if (t >= 0) {
        counters.add(
            new Counter(
                "errors",
                pod == 0 ? Side.Canary : Side.Stable,
                NAMES[pod],
                START.plusSeconds(t),
                START,
                world.all()[pod][t],
                world.bad()[pod][t]));
      }
    }
    return counters;
  }

  private static final String[] NAMES = {"canary-0", "stable-0", "stable-1"};

  private static Set<String> due(World world) {
    return Set.copyOf(List.of(NAMES).subList(0, world.pods()));
  }
}
