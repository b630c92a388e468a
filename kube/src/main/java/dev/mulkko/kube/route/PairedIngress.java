package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.engine.plan.Observation.Cohort;
import dev.mulkko.engine.plan.Observation.Route;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An Ingress of the user, which is never touched, and the canary that is made beside it. The canary
 * takes its weight, the rest goes by the user's Ingress to the Service, which is pinned to stable.
 *
 * @param home the user's
 * @param field of the spec that names it
 */
record PairedIngress(Snapshot seen, Revisions revisions, JsonNode home, String field)
    implements Router {

  @Override
  public String name() {
    return "Ingress " + ingress();
  }

  String ingress() {
    return home.path("metadata").path("name").asText();
  }

  Optional<JsonNode> beside() {
    return IngressBeside.find(seen, ingress());
  }

  /** No status of an Ingress tells of a weight. */
  @Override
  public Route observed() {
    return new Route(
        name(), beside().<Shape>map(this::shape).orElseGet(Shape.Home::new), Optional.empty());
  }

  @Override
  public List<String> objections() {
    return IngressObjections.of(this);
  }

  @Override
  public List<String> objectionsTo(Match match) {
    return CanaryAnnotations.bindsClients(home)
        ? List.of(
            "%s has annotation nginx.ingress.kubernetes.io/affinity, by which clients stay where they are before setMatch is looked at: set nginx.ingress.kubernetes.io/affinity-canary-behavior to legacy, or leave setMatch out"
                .formatted(name()))
        : List.of();
  }

  /**
   * At 0 percent, and when it is for no requests either, the canary leads to stable with all the
   * weight: then nothing depends on the pin, and clients who are bound to the canary by a cookie
   * are taken back too.
   */
  @Override
  public Request split(SplitRoute split) {
    Optional<Match> match = Optional.ofNullable(split.match());
    return split.canaryPercent() == 0 && match.isEmpty()
        ? IngressBeside.lead(this, split.stable(), 100, match)
        : IngressBeside.lead(this, split.canary(), split.canaryPercent(), match);
  }

  @Override
  public Request restore() {
    return IngressBeside.delete(
        beside()
            .orElseThrow(
                () -> new IllegalStateException("no canary of %s was read".formatted(name()))));
  }

  /** What no step would write is a split that none wants, and so it is written again. */
  private Shape.Split shape(JsonNode beside) {
    int weight = CanaryAnnotations.weight(beside);
    Set<String> services = IngressPaths.services(beside);
    String service = services.size() == 1 ? services.iterator().next() : "";
    String revision = revisions.backends().get(service);
    boolean current =
        beside
            .path("spec")
            .path("rules")
            .equals(IngressPaths.redirected(home, revisions.service(), service));
    return revision == null
            || weight < 0
            || !current
            || !CanaryAnnotations.isCanary(beside)
            || CanaryHeader.isSpoiled(beside)
        ? new Shape.Split(Map.of())
        : new Shape.Split(
            shares(revision, weight),
            CanaryHeader.read(beside).map(match -> new Cohort(revision, match)));
  }

  /** The rest is the other's. To stable by two ways is nothing that a step would write. */
  private Map<String, Integer> shares(String revision, int weight) {
    RolloutStatus status = seen.rollout().getStatus();
    if (status == null) {
      return Map.of(revision, weight);
    }
    boolean isStable = revision.equals(status.stable());
    if (isStable && weight < 100) {
      return Map.of();
    }
    String other = isStable ? status.canary() : status.stable();
    return other == null ? Map.of(revision, weight) : Map.of(revision, weight, other, 100 - weight);
  }
}
