package dev.mulkko.engine.judge;

import dev.mulkko.engine.judge.Evidence.Step;
import dev.mulkko.engine.judge.Guard.Cold;
import dev.mulkko.engine.judge.Verdict.Healthy;
import dev.mulkko.engine.judge.Verdict.Undecided;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is compared of one canary. Failures count from the first request on. How long requests
 * take counts once a target is warm; until that is known, nothing proves a canary healthy.
 *
 * @param latency whether and where it is compared
 * @param judge of what is compared by now
 * @param edges of the latency, in seconds; null before stable told any
 * @param pasts of stable at these edges, while they are not compared yet
 * @param met since when each target is known to answer
 */
public record Trial(
    Latency latency,
    Judge judge,
    Evidence evidence,
    @Nullable List<Double> edges,
    Map<Double, Past> pasts,
    Map<String, Instant> met) {

  /** From its start on, a target is slower than it will be: its caches are empty. */
  static final Duration COLD = Duration.ofMinutes(1);

  static final double ERRORS = 0.6;
  private static final double SLOWNESS = 0.4;

  /** Goes on with what was known when it was written; what was counted since then is lost. */
  public static Trial resume(Latency latency, Limits limits, Step step, List<Kept> kept) {
    List<Double> edges =
        kept.stream()
            .map(each -> Part.seconds(each.counter()))
            .flatMapToDouble(OptionalDouble::stream)
            .boxed()
            .toList();
    boolean timed = !edges.isEmpty() && !(latency instanceof Latency.Ignored);
    Judge judge = timed ? both(limits, edges) : ofErrors(latency, limits);
    return new Trial(
        latency,
        judge,
        judge.resume(step, kept, Map.of()),
        timed ? edges : latency instanceof Latency.Ignored ? List.of() : null,
        Map.of(),
        Map.of());
  }

  /** Of failures alone, with the weight that they have beside what else is compared. */
  public static Judge ofErrors(Latency latency, Limits limits) {
    return errors(limits, latency instanceof Latency.Ignored ? 1 : ERRORS);
  }

  private static Judge errors(Limits limits, double weight) {
    return new Judge(List.of(Measure.errors(weight)), limits);
  }

  private static Judge both(Limits limits, List<Double> edges) {
    Measure slow = Measure.latency(SLOWNESS, edges.stream().map(Part::over).toList());
    return new Judge(List.of(Measure.errors(ERRORS), slow), limits);
  }

  /** At the next step, health must be proven anew. */
  public Trial at(Step step) {
    return step.equals(evidence.step())
        ? this
        : new Trial(latency, judge, judge.next(evidence, step), edges, pasts, met);
  }

  /** With what was seen. Nothing counts twice, whatever is seen and in which order. */
  public Trial and(Hearing hearing) {
    Trial next = meeting(hearing).choosing(hearing).watching(hearing).joining(hearing);
    List<Counter> counters = hearing.told().stream().flatMap(next::counters).toList();
    Reading reading = new Reading(hearing.at(), hearing.patience(), counters, hearing.due());
    return next.with(next.judge.fold(next.evidence, reading));
  }

  private Trial with(Evidence next) {
    return new Trial(latency, judge, next, edges, pasts, met);
  }

  private Trial meeting(Hearing hearing) {
    Map<String, Instant> known = new HashMap<>(met);
    hearing.told().stream()
        .filter(told -> told.requests() > 0)
        .forEach(told -> known.putIfAbsent(key(told), told.at()));
    return new Trial(latency, judge, evidence, edges, pasts, known);
  }

  private static String key(Told told) {
    return told.side() + " " + told.target();
  }

  /** The edges are chosen once, from the first that stable tells. */
  private Trial choosing(Hearing hearing) {
    List<Told> stable =
        hearing.of(Side.Stable).stream().filter(told -> told.requests() > 0).toList();
    if (edges != null || stable.isEmpty()) {
      return this;
    }
    List<Double> chosen = latency.edges(Latency.sum(stable));
    Map<Double, Past> begun = new LinkedHashMap<>();
    chosen.forEach(edge -> begun.put(edge, Past.NONE));
    return chosen.isEmpty() ? alone() : new Trial(latency, judge, evidence, chosen, begun, met);
  }

  /** Of failures alone. Nothing was compared before that would have to be weighed anew. */
  private Trial alone() {
    return new Trial(latency, errors(judge.limits(), 1), evidence, List.of(), Map.of(), met);
  }

  /** What stable does before the canary is warm tells how slow requests clump. */
  private Trial watching(Hearing hearing) {
    if (pasts.isEmpty()) {
      return this;
    }
    Map<Double, Past> next = new LinkedHashMap<>();
    pasts.forEach(
        (edge, past) ->
            next.put(
                edge,
                past.and(
                    hearing.of(Side.Stable).stream()
                        .flatMap(told -> told.over(edge).stream())
                        .toList(),
                    hearing.at())));
    return new Trial(latency, judge, evidence, edges, next, met);
  }

  /** When the canary is warm, it is compared at the edges that it has as well. */
  private Trial joining(Hearing hearing) {
    List<Told> warm =
        hearing.of(Side.Canary).stream()
            .filter(told -> isWarm(told) && told.requests() > 0)
            .toList();
    if (pasts.isEmpty() || warm.isEmpty()) {
      return this;
    }
    List<Double> common =
        pasts.keySet().stream().filter(Latency.sum(warm).keySet()::contains).toList();
    if (common.isEmpty()) {
      return new Trial(latency, judge, evidence, List.of(), Map.of(), met);
    }
    Map<String, History> histories = new HashMap<>();
    common.forEach(edge -> histories.put(Part.over(edge).counter(), history(edge)));
    Judge both = both(judge.limits(), common);
    return new Trial(
        latency, both, both.joined(evidence, hearing.at(), histories), common, Map.of(), met);
  }

  private History history(Double edge) {
    return pasts.getOrDefault(edge, Past.NONE).history();
  }

  private boolean isWarm(Told told) {
    Instant since = told.since();
    Instant begun = since == null ? met.getOrDefault(key(told), told.at()) : since;
    return !told.at().isBefore(begun.plus(COLD));
  }

  private Stream<Counter> counters(Told told) {
    Stream<Counter> slow =
        isCold() || !isWarm(told)
            ? Stream.empty()
            : known().stream().flatMap(edge -> told.over(edge).stream());
    return Stream.concat(Stream.of(told.errors()), slow);
  }

  /** With what stable told before anybody looked; where it tells too little, nothing changes. */
  public Trial remembering(List<Told> past) {
    SortedMap<Instant, List<Told>> times =
        past.stream().collect(Collectors.groupingBy(Told::at, TreeMap::new, Collectors.toList()));
    Map<String, History> histories = new HashMap<>();
    Past.history(times, told -> Optional.of(told.errors()))
        .ifPresent(history -> histories.put("errors", history));
    Map<Double, Past> longer = new LinkedHashMap<>(pasts);
    for (Double edge : known()) {
      Optional<History> history = Past.history(times, told -> told.over(edge));
      history.ifPresent(known -> histories.put(Part.over(edge).counter(), known));
      longer.computeIfPresent(edge, (_, known) -> history.map(known::after).orElse(known));
    }
    Evidence next = judge.remembering(evidence, histories);
    return new Trial(latency, judge, next, edges, longer, met);
  }

  /** What is compared, in words for people. */
  public String what() {
    List<String> words =
        judge.measures().stream()
            .flatMap(measure -> measure.parts().stream())
            .map(Part::words)
            .toList();
    return String.join(", ", words) + (isCold() ? ", latency later" : "");
  }

  private List<Double> known() {
    return edges == null ? List.of() : edges;
  }

  /** Whether something will be compared that is not yet. */
  private boolean isCold() {
    return edges == null || !pasts.isEmpty();
  }

  /** What the evidence says by now. */
  public Verdict verdict(Instant now) {
    Verdict verdict = judge.verdict(evidence, now);
    return isCold() && verdict instanceof Healthy healthy
        ? new Undecided(
            Optional.of(new Cold(healthy.sentence())), true, judge.outlook(evidence, now))
        : verdict;
  }

  /** The evidence as it goes into status. */
  public List<Kept> keep() {
    return judge.keep(evidence);
  }
}
