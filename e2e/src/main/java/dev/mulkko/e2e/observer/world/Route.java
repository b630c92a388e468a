package dev.mulkko.e2e.observer.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A route, and what of it belongs to one Rollout.
 *
 * @param service the Service whose traffic is split
 * @param backends names of the revision Services
 */
public record Route(JsonNode tree, String service, Set<String> backends) {

  private static final int ALL = 100;

  private static final Pattern ADDED = Pattern.compile(".+-match-[0-9]+");

  public String name() {
    return tree.at("/metadata/name").asText();
  }

  /** Those of the user. */
  public List<JsonNode> rules() {
    return all().stream().filter(rule -> !isAdded(rule)).toList();
  }

  /** With those that are added for some requests alone. */
  public List<JsonNode> all() {
    return tree.at("/spec/rules").valueStream().toList();
  }

  /** Whether a rule is one that sends some requests to one revision alone. */
  public boolean isAdded(JsonNode rule) {
    JsonNode refs = rule.path("backendRefs");
    return ADDED.matcher(rule.path("name").asText()).matches()
        && refs.size() == 1
        && backends.contains(refs.path(0).path("name").asText());
  }

  /** Whether a rule sends traffic to revision Services. */
  public boolean split(JsonNode rule) {
    return own(rule).stream().anyMatch(ref -> backends.contains(ref.path("name").asText()));
  }

  public boolean split() {
    return all().stream().anyMatch(this::split);
  }

  /** What of a rule goes to the Service or to a revision of it. */
  public List<JsonNode> own(JsonNode rule) {
    return rule.path("backendRefs").valueStream().filter(this::isOwn).toList();
  }

  private boolean isOwn(JsonNode ref) {
    String name = ref.path("name").asText();
    return (name.equals(service) || backends.contains(name))
        && ref.path("kind").asText("Service").equals("Service")
        && ref.path("namespace").asText(namespace()).equals(namespace());
  }

  private String namespace() {
    return tree.at("/metadata/namespace").asText();
  }

  /** Whether a filter of a rule copies requests to a revision Service. */
  public boolean isCopying(JsonNode filter) {
    return filter.path("type").asText().equals("RequestMirror")
        && backends.contains(filter.at("/requestMirror/backendRef/name").asText());
  }

  /**
   * The largest share, in percent, that any rule gives to a Service of this name. Copies are as
   * much to bear as what they are copies of.
   */
  public int share(String backend) {
    return all().stream()
        .mapToInt(rule -> Math.max(share(rule, backend), copies(rule, backend)))
        .max()
        .orElse(0);
  }

  /** The same of the user's rules alone, and without copies. */
  public int weight(String backend) {
    return rules().stream().mapToInt(rule -> share(rule, backend)).max().orElse(0);
  }

  private int copies(JsonNode rule, String backend) {
    return rule.path("filters")
        .valueStream()
        .filter(this::isCopying)
        .map(filter -> filter.path("requestMirror"))
        .filter(mirror -> mirror.at("/backendRef/name").asText().equals(backend))
        .mapToInt(mirror -> mirror.path("percent").asInt(ALL))
        .max()
        .orElse(0);
  }

  /** How many requests an added rule is for is not known: they count as the smallest share. */
  private int share(JsonNode rule, String backend) {
    if (isAdded(rule)) {
      return own(rule).getFirst().path("name").asText().equals(backend) ? 1 : 0;
    }
    int all = own(rule).stream().mapToInt(Route::weight).sum();
    int its =
        own(rule).stream()
            .filter(ref -> ref.path("name").asText().equals(backend))
            .mapToInt(Route::weight)
            .sum();
    return all == 0 ? 0 : Math.ceilDiv(ALL * its, all);
  }

  /** What of all rules is the Rollout's: where its requests go, and their copies. */
  List<JsonNode> part() {
    return all().stream()
        .flatMap(
            rule ->
                Stream.concat(
                    own(rule).stream(), rule.path("filters").valueStream().filter(this::isCopying)))
        .toList();
  }

  /** What a weight that is left out means is 1. */
  public static int weight(JsonNode ref) {
    return ref.path("weight").asInt(1);
  }

  /** Whether every Gateway says that it has this generation in force. */
  public static boolean verified(JsonNode route) {
    long generation = route.at("/metadata/generation").asLong();
    long parents = route.at("/spec/parentRefs").size();
    return parents > 0
        && route.at("/status/parents").size() >= parents
        && route
            .at("/status/parents")
            .valueStream()
            .flatMap(parent -> parent.path("conditions").valueStream())
            .filter(c -> Set.of("Accepted", "ResolvedRefs").contains(c.path("type").asText()))
            .allMatch(
                c ->
                    c.path("status").asText().equals("True")
                        && c.path("observedGeneration").asLong() >= generation);
  }
}
