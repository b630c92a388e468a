package dev.mulkko.engine.judge;

import java.util.Comparator;

/** The evidence of all measures, put together. */
record Scales(Judge judge, Evidence evidence) {

  /**
   * Nats against "no worse". A weighted average of evidence is evidence, however much the measures
   * depend on each other.
   */
  double worse() {
    double sum = Double.NEGATIVE_INFINITY;
    for (Measure measure : judge.measures()) {
      sum = Logs.sum(sum, weighed(measure));
    }
    return sum;
  }

  private double weighed(Measure measure) {
    return Math.log(measure.weight()) + worse(measure);
  }

  private double worse(Measure measure) {
    double sum = Double.NEGATIVE_INFINITY;
    for (Part part : measure.parts()) {
      sum = Logs.sum(sum, proof(part).worse());
    }
    return sum - Math.log(measure.parts().size());
  }

  /** The measure that weighs most against the canary. */
  Measure reason() {
    return judge.measures().stream().max(Comparator.comparingDouble(this::weighed)).orElseThrow();
  }

  /** The part of a measure that weighs most against the canary. */
  Part reason(Measure measure) {
    return measure.parts().stream()
        .max(Comparator.comparingDouble(part -> proof(part).worse()))
        .orElseThrow();
  }

  /** Nats against "bad": each part of each measure must be proven, so the weakest proof counts. */
  double healthy() {
    return judge.measures().stream()
        .flatMap(measure -> measure.parts().stream())
        .mapToDouble(part -> proof(part).healthy())
        .min()
        .orElseThrow();
  }

  /** Of the part that was asked for least. */
  double canaryRequests() {
    return judge.measures().stream()
        .flatMap(measure -> measure.parts().stream())
        .mapToDouble(part -> proof(part).canary().requests())
        .min()
        .orElseThrow();
  }

  Proof proof(Part part) {
    return judge.strand(evidence, part).proof();
  }
}
