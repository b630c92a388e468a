package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.MirrorStep;
import dev.mulkko.engine.model.Step;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import dev.mulkko.kube.route.Mirroring;
import java.util.List;
import java.util.Optional;

/** The copies of requests that a step sends to the canary. */
final class MirrorReader {

  private static final int ALL = 100;

  private MirrorReader() {}

  static Step read(String field, MirrorStep written) throws InvalidSpec {
    int percent = written.percent() == null ? ALL : written.percent();
    if (percent < 0 || percent > ALL) {
      throw new InvalidSpec(
          field + ".percent",
          "is %d: write a share from 1 to 100, or 0 to end it".formatted(percent));
    }
    return new Step.SetMirror(percent);
  }

  /**
   * Whether every route can do it, before the canary gets what it would get twice.
   *
   * @param before the weight that was set before, below 0 for none
   */
  static void check(String field, int before, List<String> routes) throws InvalidSpec {
    if (before > 0) {
      throw new InvalidSpec(
          field,
          "comes after a setWeight of %d, so that the new version would get requests twice: write it before the first weight above 0"
              .formatted(before));
    }
    if (routes.isEmpty()) {
      throw new InvalidSpec(
          field,
          "must have a route, a Service cannot send copies of requests: leave it out, or name an HTTPRoute in spec.traffic.routes");
    }
    for (String route : routes) {
      Optional<String> why = Mirroring.refusal(route.substring(0, route.indexOf(' ')));
      if (why.isPresent()) {
        throw new InvalidSpec(field, "is not for %s, it %s".formatted(route, why.get()));
      }
    }
  }
}
