package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.StickyClients;
import dev.mulkko.engine.model.Match.Source;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import dev.mulkko.kube.route.Matching;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How clients stay with the version that they met. */
final class StickyReader {

  static final Duration MAX_AGE = Duration.ofHours(24);

  private static final String FIELD = "spec.strategy.canary.sticky";

  private StickyReader() {}

  /**
   * Reads it.
   *
   * @param rollout names the cookie that has no name: two Rollouts may share a host
   */
  static Optional<Sticky> read(
      String rollout, @Nullable StickyClients written, List<Step> steps, List<String> routes)
      throws InvalidSpec {
    if (written == null) {
      return Optional.empty();
    }
    checkRoutes(routes);
    checkMatches(steps);
    String cookie = Objects.requireNonNullElse(written.cookie(), "mulkko-" + rollout);
    if (!MatchReader.isToken(cookie)) {
      throw new InvalidSpec(FIELD + ".cookie", "is %s: write for example lane".formatted(cookie));
    }
    Duration maxAge = SpecReader.duration(FIELD + ".maxAge", written.maxAge(), MAX_AGE);
    if (maxAge.toSeconds() < 1) {
      throw new InvalidSpec(
          FIELD + ".maxAge", "is %s: write at least 1s".formatted(written.maxAge()));
    }
    return Optional.of(Sticky.over(steps, cookie, maxAge));
  }

  private static void checkRoutes(List<String> routes) throws InvalidSpec {
    if (routes.isEmpty()) {
      throw new InvalidSpec(
          FIELD,
          "must have a route, a Service sees connections and no cookies: leave it out, or write an HTTPRoute in spec.traffic.routes");
    }
    for (String route : routes) {
      Optional<String> why = Matching.refusalToStay(route.substring(0, route.indexOf(' ')));
      if (why.isPresent()) {
        throw new InvalidSpec(
            FIELD,
            "is not for %s, it %s: leave it out, or write HTTPRoutes alone in spec.traffic.routes"
                .formatted(route, why.get()));
      }
    }
  }

  /**
   * A rule that asks for a header, as that of a cookie does, goes before one that asks for none.
   */
  private static void checkMatches(List<Step> steps) throws InvalidSpec {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Step.SetMatch(var match)
          && !match.asks(Source.Header)
          && !match.asks(Source.Cookie)) {
        throw new InvalidSpec(
            "spec.strategy.canary.steps[%d].setMatch".formatted(i),
            "has a query alone, and the cookie of %s would go before it: write a header or a cookie as well"
                .formatted(FIELD));
      }
    }
  }
}
