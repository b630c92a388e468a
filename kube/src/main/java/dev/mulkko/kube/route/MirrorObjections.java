package dev.mulkko.kube.route;

import dev.mulkko.kube.route.GatewayFeatures.Says;
import java.util.List;
import java.util.stream.Stream;

/** Why a route cannot send copies of requests, as sentences. */
final class MirrorObjections {

  private static final String MIRROR = "HTTPRouteRequestMirror";
  private static final String PERCENTAGE = "HTTPRouteRequestPercentageMirror";

  /** What the Gateway API allows in a rule. */
  private static final int FILTERS = 16;

  private static final int ALL = 100;

  private MirrorObjections() {}

  static List<String> of(WeightedRoute route, int percent) {
    return Stream.of(
            route.parents().stream().flatMap(parent -> gateway(route, parent, percent)),
            mirrored(route),
            full(route))
        .flatMap(sentences -> sentences)
        .distinct()
        .toList();
  }

  /** What says nothing of itself may well mirror all requests; a share of them is not tried. */
  private static Stream<String> gateway(WeightedRoute route, Says parent, int percent) {
    if (parent.features().filter(known -> !known.contains(MIRROR)).isPresent()) {
      return Stream.of(
          "%s of %s does not send copies of requests, its status.supportedFeatures has no %s: leave setMirror out, or name a route of another Gateway"
              .formatted(parent.who(), route.name(), MIRROR));
    }
    return percent == ALL || parent.features().filter(f -> f.contains(PERCENTAGE)).isPresent()
        ? Stream.empty()
        : Stream.of(
            "setMirror.percent in spec.strategy.canary.steps is %d, but %s of %s does not say that it can send copies of a share, its status.supportedFeatures has no %s: write 100, for a copy of every request"
                .formatted(percent, parent.who(), route.name(), PERCENTAGE));
  }

  /** Who does one filter of a rule need not do two. */
  private static Stream<String> mirrored(WeightedRoute route) {
    return route.touched().stream()
        .filter(
            place ->
                MirrorFilters.users(route, place).valueStream().anyMatch(MirrorFilters::isMirror))
        .map(
            place ->
                "%s sends copies of requests already, by a filter RequestMirror in %s: remove it, or leave setMirror out"
                    .formatted(route.name(), place.words()));
  }

  private static Stream<String> full(WeightedRoute route) {
    return route.touched().stream()
        .filter(place -> MirrorFilters.users(route, place).size() >= FILTERS)
        .map(
            place ->
                "%s has %d filters in %s, and no more are allowed: leave setMirror out, or split the rule"
                    .formatted(route.name(), FILTERS, place.words()));
  }
}
