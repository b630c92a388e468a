package dev.mulkko.kube.advice;

import dev.mulkko.api.v1beta1.Analysis;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.judge.Limits;
import dev.mulkko.engine.judge.Reach;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Cursor;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step.Approval;
import dev.mulkko.engine.model.Step.End;
import dev.mulkko.engine.model.Step.SetMatch;
import dev.mulkko.engine.model.Step.SetMirror;
import dev.mulkko.engine.model.Step.Stay;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.kube.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Advice about steps of which the comparison of both versions can say little. The traffic is not
 * known here: what is not true of a service with {@link #REQUESTS} is not said. The policy
 * advise-rollout says the same sentences at admission.
 */
public final class ComparisonAdvice {

  /** In a second; who has fewer should hear of it, and who has far more need not. */
  static final int REQUESTS = 50;

  private static final int ALL = 100;

  private static final String NOTHING =
      "spec.analysis.requests compares nothing: no step of spec.strategy.canary holds a weight from 1 to 99; write for example setWeight: 5 as the first one";

  private final Analysis written;
  private final Comparison comparison;
  private final Strategy strategy;
  private final List<Place> places;

  /**
   * Where both versions have traffic.
   *
   * @param index of the step, as it is written
   * @param seconds that it is held; 0 where a person ends it
   */
  private record Place(int index, int weight, long seconds, boolean waits) {

    String field() {
      return "spec.strategy.canary.steps[%d]".formatted(index);
    }

    long percentSeconds() {
      return weight * seconds;
    }

    /** The requests in a second that bring the canary so many. */
    long requestsFor(long needed) {
      return Math.ceilDiv(ALL * needed, percentSeconds());
    }
  }

  private ComparisonAdvice(Analysis written, Comparison comparison, Strategy strategy) {
    this.written = written;
    this.comparison = comparison;
    this.strategy = strategy;
    this.places = places(strategy);
  }

  /**
   * All of it.
   *
   * @param spec as it was read from the Rollout
   */
  public static List<String> of(Rollout rollout, Spec spec) {
    Analysis written = rollout.getSpec().analysis();
    if (written == null) {
      return List.of();
    }
    return spec.analysis()
        .comparison()
        .map(comparison -> new ComparisonAdvice(written, comparison, spec.strategy()).ofSteps())
        .orElseGet(() -> withoutRequests(written));
  }

  private static List<String> withoutRequests(Analysis written) {
    List<String> idle = new ArrayList<>();
    if (written.maxFalseRollback() != null) {
      idle.add("maxFalseRollback");
    }
    if (written.minSoak() != null) {
      idle.add("minSoak");
    }
    if (written.onUndecided() != null) {
      idle.add("onUndecided");
    }
    return idle.isEmpty()
        ? List.of()
        : List.of(
            "spec.analysis has %s, but not requests, for which alone that is: write requests: {} too, or leave it out"
                .formatted(String.join(", ", idle)));
  }

  /** What else than a weight gives the canary requests, nobody can count before. */
  private List<String> ofSteps() {
    boolean counted =
        strategy.steps().stream().noneMatch(s -> s instanceof SetMatch || s instanceof SetMirror);
    if (!counted) {
      return List.of();
    }
    if (places.isEmpty()) {
      return ends() ? List.of() : List.of(NOTHING);
    }
    Optional<Place> starved = first(this::isStarved);
    Optional<Place> hasty = first(this::isHasty);
    boolean told = starved.isPresent() || hasty.isPresent();
    return Stream.of(
            starved.map(this::starved),
            hasty.map(this::hasty),
            told
                ? Optional.<String>empty()
                : first(this::isUnproven).map(ComparisonAdvice::unproven),
            starved.isPresent() ? Optional.<String>empty() : unseen())
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Place> first(Predicate<Place> which) {
    return timed().filter(which).findFirst();
  }

  private Stream<Place> timed() {
    return places.stream().filter(place -> !place.waits());
  }

  private boolean isStarved(Place place) {
    return place.requestsFor(fewest()) > REQUESTS;
  }

  private int fewest() {
    return comparison.limits().minRequests();
  }

  private String starved(Place place) {
    return "%s brings the new version %d requests only from %d requests/s on: below, it holds until they have come, and pauses after spec.analysis.holdFor; give it more time or weight"
        .formatted(place.field(), fewest(), place.requestsFor(fewest()));
  }

  /** The usual soak is no wish of anybody's, and costs nothing where a step is passed anyway. */
  private boolean isHasty(Place place) {
    boolean wished = written.minSoak() != null || pauses();
    return wished && place.seconds() < soak(place).toSeconds();
  }

  private Duration soak(Place place) {
    Limits limits = comparison.limits();
    int first = new Cursor(strategy, 0).firstAbove(0).weight();
    return place.weight() <= first ? limits.firstSoak() : limits.laterSoak();
  }

  private String hasty(Place place) {
    return "%s is over before spec.analysis.minSoak, so that no version is proven healthy there and each %s: give it at least %s, or write a shorter minSoak"
        .formatted(
            place.field(),
            pauses() ? "waits for a person" : "goes on without a verdict",
            Objects.requireNonNullElseGet(written.minSoak(), () -> GoDuration.text(soak(place))));
  }

  private boolean pauses() {
    return !comparison.passesUndecided();
  }

  private boolean isUnproven(Place place) {
    return pauses() && place.requestsFor(Reach.healthy(place.weight())) > REQUESTS;
  }

  private static String unproven(Place place) {
    return "%s is too short to prove each healthy version below about %d requests/s, and then waits for a person: give it more time or weight, or leave spec.analysis.onUndecided out"
        .formatted(place.field(), place.requestsFor(Reach.healthy(place.weight())));
  }

  /** With a person or a looser bound on the way, more is seen. */
  private Optional<String> unseen() {
    boolean other = timed().count() < places.size() || ends() || pauses();
    boolean looser = comparison.limits().maxFalseRollback() > Limits.DEFAULT.maxFalseRollback();
    if (other || looser) {
      return Optional.empty();
    }
    double verdict =
        timed()
            .mapToDouble(place -> (double) place.percentSeconds() / Reach.worse(place.weight()))
            .reduce(0, Double::sum);
    return REQUESTS * verdict >= ALL
        ? Optional.empty()
        : Optional.of(
            "spec.strategy.canary.steps are over before a version of which 5 %% fail is sure to be found worse, below about %d requests/s: give them more time or weight"
                .formatted((int) (ALL / verdict) + 1));
  }

  /** Whether a person, or nobody, decides about 100 %. */
  private boolean ends() {
    return strategy.steps().stream().anyMatch(step -> step instanceof Stay || step instanceof End);
  }

  private static List<Place> places(Strategy strategy) {
    List<Place> places = new ArrayList<>();
    for (Cursor at = new Cursor(strategy, 0); !at.full(); at = at.next()) {
      boolean waits = at.step().filter(Approval.class::isInstance).isPresent();
      long seconds = at.hold().toSeconds();
      if (at.weight() > 0 && at.weight() < ALL && (waits || seconds > 0)) {
        places.add(new Place(at.index(), at.weight(), seconds, waits));
      }
    }
    return places;
  }
}
