package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What those get who dial the Service itself, beside routes. */
final class DirectTrafficReader {

  private static final String FIELD = "spec.traffic.directTraffic";

  private DirectTrafficReader() {}

  /**
   * Whether they get the share of its pods.
   *
   * @param routes as plans call them
   */
  static boolean ratio(@Nullable Traffic traffic, List<String> routes, Strategy strategy)
      throws InvalidSpec {
    String written = traffic == null ? null : traffic.directTraffic();
    return switch (written) {
      case null -> false;
      case "AtEnd" -> atEnd(routes);
      case "Ratio" -> shared(strategy);
      default -> throw new InvalidSpec(FIELD, "is %s: write AtEnd or Ratio".formatted(written));
    };
  }

  private static boolean atEnd(List<String> routes) throws InvalidSpec {
    if (routes.isEmpty()) {
      throw new InvalidSpec(
          FIELD,
          "is AtEnd, but without a route those who dial the Service are all that there are: leave it out, or write a route into spec.traffic.routes");
    }
    return false;
  }

  private static boolean shared(Strategy strategy) throws InvalidSpec {
    if (!(strategy instanceof Strategy.Canary)) {
      throw new InvalidSpec(
          FIELD,
          "is Ratio, but only a canary gives shares: leave it out, or write a canary into spec.strategy");
    }
    for (int i = 0; i < strategy.steps().size(); i++) {
      if (strategy.steps().get(i) instanceof Step.SetScale) {
        throw new InvalidSpec(
            "spec.strategy.canary.steps[%d].setCanaryScale".formatted(i),
            "is set beside spec.traffic.directTraffic Ratio, for which the pods are the shares: leave one of them out, or write AtEnd");
      }
    }
    return true;
  }
}
