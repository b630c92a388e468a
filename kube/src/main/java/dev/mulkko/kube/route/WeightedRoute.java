package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.engine.plan.Action.NameRevisions;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.engine.plan.Observation.Mirror;
import dev.mulkko.engine.plan.Observation.Route;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.kube.PatchDocument;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.Request.Target;
import dev.mulkko.kube.route.Dialect.Place;
import dev.mulkko.kube.route.GatewayFeatures.Says;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route that lists weighted backends, read as a tree so that fields that no model knows survive.
 *
 * @param tree the whole object
 * @param field of the spec that names it
 * @param ruleNames the rules to touch; empty means all that name the Service
 * @param parents those who serve it, with what they say that they can do
 */
record WeightedRoute(
    Dialect dialect,
    JsonNode tree,
    String rollout,
    Revisions revisions,
    String field,
    List<String> ruleNames,
    List<Says> parents)
    implements Router {

  /** One that no step wants, so that it is written anew. */
  private static final Shape UNWANTED = new Shape.Split(Map.of());

  WeightedRoute {
    ruleNames = List.copyOf(ruleNames);
    parents = List.copyOf(parents);
  }

  @Override
  public String name() {
    return dialect + " " + tree.path("metadata").path("name").asText();
  }

  @Override
  public Route observed() {
    return new Route(
        name(), shape(), dialect.unverified(tree), !dialect.leavesOutWhatGetsNothing());
  }

  @Override
  public List<String> objections() {
    return WeightedObjections.of(this);
  }

  @Override
  public List<String> objectionsTo(Match match) {
    return MatchObjections.of(this, match);
  }

  @Override
  public List<String> objectionsTo(Sticky sticky, boolean matching) {
    return StickyObjections.of(this, sticky, matching);
  }

  @Override
  public List<String> objectionsToMirror(int percent) {
    return MirrorObjections.of(this, percent);
  }

  @Override
  public Request name(NameRevisions names) {
    return request(WeightedEdit.name(this, names));
  }

  @Override
  public Request split(SplitRoute split) {
    return request(WeightedEdit.split(this, split));
  }

  @Override
  public Request restore() {
    return request(WeightedEdit.restore(this));
  }

  private Request request(PatchDocument patch) {
    JsonNode metadata = tree.path("metadata");
    Target target =
        new Target(
            Kind.valueOf(dialect.name()),
            metadata.path("namespace").asText(),
            metadata.path("name").asText());
    return new Request.Patch(target, patch.toJson(), false);
  }

  /**
   * Home when no touched rule names a revision Service. Anything in between, for example one of two
   * rules written back by a GitOps tool, is a split that no step wants, and so it is written again.
   */
  private Shape shape() {
    List<Place> touched = touched();
    boolean filters = MirrorFilters.present(this);
    if (touched.stream().noneMatch(this::split)) {
      return CohortRules.present(this).isEmpty() && !filters ? new Shape.Home() : UNWANTED;
    }
    Kept kept = Kept.of(this);
    Optional<Mirror> mirror = MirrorFilters.seen(this);
    if (filters != mirror.isPresent()
        || !CohortRules.areOf(this, kept.cohorts())
        || !touched.stream().allMatch(place -> WeightedEdit.isDrawn(this, place, kept.lots()))) {
      return UNWANTED;
    }
    List<Map<String, Integer>> weights = touched.stream().map(this::weights).distinct().toList();
    return weights.size() == 1
        ? new Shape.Split(weights.getFirst(), kept.cohort(), kept.lots().map(Lots::sticky), mirror)
        : UNWANTED;
  }

  /**
   * What revisions have of what goes to the Service: in percent, or as it stands there if that is
   * not whole.
   */
  private Map<String, Integer> weights(Place place) {
    Map<String, Integer> weights = new HashMap<>();
    for (JsonNode ref : own(place)) {
      weights.merge(revisions.revision(ref), weight(ref), Integer::sum);
    }
    if (dialect.leavesOutWhatGetsNothing()) {
      revisions.running().forEach(revision -> weights.putIfAbsent(revision, 0));
    }
    int all = weights.values().stream().mapToInt(Integer::intValue).sum();
    boolean whole =
        all > 0 && weights.values().stream().allMatch(weight -> 100 * weight % all == 0);
    if (whole) {
      weights.replaceAll((_, weight) -> 100 * weight / all);
    }
    weights.remove(revisions.service());
    return weights;
  }

  /** What a weight that is left out means is 1. */
  static int weight(JsonNode ref) {
    return ref.path("weight").asInt(1);
  }

  List<Place> places() {
    return dialect.places(tree);
  }

  /**
   * The rules that are ours to touch. One that names a revision Service is ours, whatever the spec
   * says of it by now.
   */
  List<Place> touched() {
    return places().stream()
        .filter(place -> !CohortRules.isOne(this, place))
        .filter(place -> split(place) || ruleNames.isEmpty() || ruleNames.contains(place.name()))
        .filter(place -> !own(place).isEmpty())
        .filter(place -> split(place) || !isMixed(place) || share(dialect.refs(place)) > 0)
        .toList();
  }

  /** Where it stands among those that are not added by us, which go to the end again. */
  int indexOf(Place place) {
    long added =
        CohortRules.present(this).stream().filter(one -> one.index() < place.index()).count();
    return place.index() - (int) added;
  }

  /** Whether a rule leads to anything else than the Service too. */
  boolean isMixed(Place place) {
    return own(place).size() != dialect.refs(place).size();
  }

  /** What some backends give to the Service and its revisions together. */
  int share(JsonNode refs) {
    return refs.valueStream().filter(revisions::isOwn).mapToInt(WeightedRoute::weight).sum();
  }

  /** The backends of a rule that are the Service or one of its revisions. */
  List<JsonNode> own(Place place) {
    return dialect.refs(place).valueStream().filter(revisions::isOwn).toList();
  }

  /** Whether a rule sends traffic to a revision Service. */
  boolean split(Place place) {
    return own(place).stream().anyMatch(revisions::isRevision);
  }
}
