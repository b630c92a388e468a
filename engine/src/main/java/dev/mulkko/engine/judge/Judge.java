package dev.mulkko.engine.judge;

import dev.mulkko.engine.judge.Evidence.Step;
import dev.mulkko.engine.judge.Verdict.Healthy;
import dev.mulkko.engine.judge.Verdict.Outlook;
import dev.mulkko.engine.judge.Verdict.Undecided;
import dev.mulkko.engine.judge.Verdict.Worse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a canary with stable, at the same time. Of all rollouts that are healthy it stops at
 * most one in a number that is given, however often it is asked.
 *
 * @param measures what they are compared by
 */
public record Judge(List<Measure> measures, Limits limits) {

  private static final double ALL = 1 + 1e-9;

  public Judge {
    measures = List.copyOf(measures);
    if (measures.isEmpty() || measures.stream().mapToDouble(Measure::weight).sum() > ALL) {
      throw new IllegalArgumentException("the weights of all measures together are at most 1");
    }
  }

  /** Of errors alone. */
  public static Judge ofErrors() {
    return new Judge(List.of(Measure.errors(1)), Limits.DEFAULT);
  }

  /**
   * Nothing is known of this revision yet.
   *
   * @param histories of stable, by the name of the counter; where there is none, it grows
   */
  public Evidence begin(Step step, Map<String, History> histories) {
    return resume(step, List.of(), histories);
  }

  /** With what was known when it was written. What was counted since then is lost. */
  public Evidence resume(Step step, List<Kept> kept, Map<String, History> histories) {
    Map<String, Strand> strands = new LinkedHashMap<>();
    for (Measure measure : measures) {
      for (Part part : measure.parts()) {
        History history = histories.getOrDefault(part.counter(), History.EMPTY);
        strands.put(
            part.counter(),
            kept.stream()
                .filter(each -> each.counter().equals(part.counter()))
                .findFirst()
                .map(each -> resumed(each, step))
                .orElseGet(() -> Strand.begin(step.since(), measure, history)));
      }
    }
    return new Evidence(step, strands, Map.of(), null, Duration.ZERO);
  }

  /** What was written before this step knew nothing of it. */
  private static Strand resumed(Kept kept, Step step) {
    return kept.through().isBefore(step.since()) ? kept.strand().nextStep() : kept.strand();
  }

  /** With parts that nothing was known of yet; what was known of the others stays. */
  Evidence joined(Evidence evidence, Instant now, Map<String, History> histories) {
    Map<String, Strand> strands = new LinkedHashMap<>();
    for (Measure measure : measures) {
      for (Part part : measure.parts()) {
        Strand known = evidence.strands().get(part.counter());
        History history = histories.getOrDefault(part.counter(), History.EMPTY);
        strands.put(part.counter(), known == null ? Strand.begin(now, measure, history) : known);
      }
    }
    return new Evidence(
        evidence.step(), strands, evidence.heard(), evidence.read(), evidence.patience());
  }

  /** With longer histories of stable, by the name of the counter. */
  Evidence remembering(Evidence evidence, Map<String, History> histories) {
    Map<String, Strand> strands = new LinkedHashMap<>(evidence.strands());
    strands.replaceAll(
        (name, strand) -> {
          History history = histories.get(name);
          return history == null ? strand : strand.remembering(history);
        });
    return new Evidence(
        evidence.step(), strands, evidence.heard(), evidence.read(), evidence.patience());
  }

  /** The evidence as it goes into status. */
  public List<Kept> keep(Evidence evidence) {
    return evidence.strands().entrySet().stream()
        .filter(each -> each.getValue().proof().clock() > 0)
        .map(each -> Kept.of(each.getKey(), each.getValue()))
        .toList();
  }

  /** At the next step, health must be proven anew; what speaks against the canary stays. */
  public Evidence next(Evidence evidence, Step step) {
    Map<String, Strand> strands = new LinkedHashMap<>();
    evidence.strands().forEach((name, strand) -> strands.put(name, strand.nextStep()));
    return new Evidence(step, strands, evidence.heard(), evidence.read(), evidence.patience());
  }

  /** With what was read. Nothing is folded twice, whatever is read and in which order. */
  public Evidence fold(Evidence evidence, Reading reading) {
    Map<String, Strand> strands = LinkedHashMap.newLinkedHashMap(evidence.strands().size());
    for (Measure measure : measures) {
      for (Part part : measure.parts()) {
        strands.put(
            part.counter(),
            strand(evidence, part)
                .fold(part.counter(), measure, reading.counters(), reading.oldest()));
      }
    }
    return new Evidence(
        evidence.step(), strands, heard(evidence, reading), reading.at(), reading.patience());
  }

  private static Map<String, Instant> heard(Evidence evidence, Reading reading) {
    Map<String, Instant> heard = HashMap.newHashMap(reading.due().size());
    for (String target : reading.due()) {
      heard.put(target, evidence.heard().getOrDefault(target, reading.at()));
    }
    for (Counter counter : reading.counters()) {
      heard.computeIfPresent(
          counter.target(),
          (target, before) -> counter.at().isAfter(before) ? counter.at() : before);
    }
    return heard;
  }

  Strand strand(Evidence evidence, Part part) {
    Strand strand = evidence.strands().get(part.counter());
    if (strand == null) {
      throw new IllegalArgumentException("evidence without " + part.counter());
    }
    return strand;
  }

  /** What the evidence says by now. */
  public Verdict verdict(Evidence evidence, Instant now) {
    return verdict(evidence, now, Guards.ALL);
  }

  Verdict verdict(Evidence evidence, Instant now, List<Guards.Named> guards) {
    Scales scales = new Scales(this, evidence);
    if (scales.worse() >= limits.rollbackNats()) {
      return new Worse(
          scales.reason().name(),
          (long) Math.floor(scales.worse() * 1e3),
          Sentences.worse(scales, limits, now));
    }
    Optional<Guard> guard = Guards.first(guards, this, evidence, now);
    if (guard.isPresent()) {
      return new Undecided(guard, false, outlook(evidence, now));
    }
    boolean soaked = !now.isBefore(evidence.step().since().plus(limits.soak(evidence.step())));
    if (soaked && scales.healthy() >= limits.promotionNats()) {
      return new Healthy(Sentences.healthy(scales, limits, now));
    }
    boolean enough = scales.canaryRequests() >= limits.minRequests();
    return new Undecided(guard, enough, outlook(evidence, now));
  }

  /** What is still to come. */
  Outlook outlook(Evidence evidence, Instant now) {
    return Forecast.of(new Scales(this, evidence), limits, now);
  }
}
