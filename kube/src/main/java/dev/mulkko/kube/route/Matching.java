package dev.mulkko.kube.route;

import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Match.Source;
import java.util.Optional;

/** Which kinds of route can tell requests apart, and by what. */
public final class Matching {

  private Matching() {}

  /** Why a route of this kind cannot send these requests to one version; empty when it can. */
  public static Optional<String> refusal(String kind, Match match) {
    return switch (kind) {
      case "HTTPRoute" ->
          cookies(match) > 1
              ? Optional.of("asks for header Cookie once at most: write one cookie")
              : Optional.empty();
      case "GRPCRoute" ->
          match.asks(Source.Cookie) || match.asks(Source.Query)
              ? Optional.of("tells calls apart by their headers alone: write headers")
              : Optional.empty();
      case "IngressRoute" -> Optional.empty();
      case "Ingress" -> CanaryHeader.refusal(match);
      default ->
          Optional.of(
              "cannot tell requests apart: leave setMatch out, or name the route that leads to it");
    };
  }

  /** Why a route of this kind cannot let clients stay with a version; empty when it can. */
  public static Optional<String> refusalToStay(String kind) {
    return switch (kind) {
      case "HTTPRoute" -> Optional.empty();
      case "GRPCRoute" -> Optional.of("has clients that keep no cookies");
      case "IngressRoute" -> Optional.of("cannot add a cookie to what one version answers");
      case "TraefikService" ->
          Optional.of("keeps a client with its version whatever the weights become");
      default -> Optional.of("knows no cookie but one whose value is always or never");
    };
  }

  /** A cookie is a part of header Cookie. */
  private static long cookies(Match match) {
    return match.conditions().stream().filter(Matching::isOfCookies).count();
  }

  private static boolean isOfCookies(Match.Condition condition) {
    return condition.source() == Source.Cookie
        || (condition.source() == Source.Header && condition.name().equalsIgnoreCase("Cookie"));
  }
}
