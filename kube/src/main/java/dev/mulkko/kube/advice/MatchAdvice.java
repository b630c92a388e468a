package dev.mulkko.kube.advice;

import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Match.Condition;
import dev.mulkko.engine.model.Match.Source;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step.SetMatch;
import java.util.List;
import java.util.stream.Stream;

/** Advice about requests that a step sends to the canary alone. */
final class MatchAdvice {

  private MatchAdvice() {}

  /** Headers of one value are all that every implementation of the Gateway API must know. */
  static List<String> of(Spec spec) {
    return spec.routes().stream()
        .filter(route -> route.startsWith("HTTPRoute ") || route.startsWith("GRPCRoute "))
        .limit(1)
        .flatMap(route -> Stream.concat(matching(spec, route), staying(spec, route)))
        .toList();
  }

  private static Stream<String> matching(Spec spec, String route) {
    return conditions(spec).anyMatch(MatchAdvice::isExtra)
        ? Stream.of(
            "setMatch in spec.strategy.canary.steps asks %s for more than headers with exact, which not every Gateway can do: try it before you rely on it, or write headers with exact"
                .formatted(route))
        : Stream.empty();
  }

  private static Stream<String> staying(Spec spec, String route) {
    return spec.strategy().sticky().stream()
        .map(
            _ ->
                "spec.strategy.canary.sticky asks %s for regular expressions on headers and ResponseHeaderModifier on backends, which not every Gateway can do: try it before you rely on it"
                    .formatted(route));
  }

  private static Stream<Condition> conditions(Spec spec) {
    return spec.strategy().steps().stream()
        .filter(SetMatch.class::isInstance)
        .map(step -> ((SetMatch) step).match())
        .map(Match::conditions)
        .flatMap(List::stream);
  }

  private static boolean isExtra(Condition condition) {
    return condition.regex() || condition.source() != Source.Header;
  }
}
