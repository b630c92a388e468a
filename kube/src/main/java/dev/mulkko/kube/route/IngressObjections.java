package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import java.util.List;
import java.util.stream.Stream;

/** Why no canary can be put beside an Ingress, as sentences. */
final class IngressObjections {

  private final PairedIngress pair;
  private final List<String> paths;

  private IngressObjections(PairedIngress pair) {
    this.pair = pair;
    this.paths = IngressPaths.leadingTo(pair.home(), pair.revisions().service());
  }

  static List<String> of(PairedIngress pair) {
    return new IngressObjections(pair).all();
  }

  private List<String> all() {
    if (CanaryAnnotations.isCanary(pair.home())) {
      return List.of(
          "%s is itself a canary, by its annotation nginx.ingress.kubernetes.io/canary: name in %s.name the Ingress that it is a canary of"
              .formatted(pair.name(), pair.field()));
    }
    return paths.isEmpty() ? List.of(pathless()) : others().toList();
  }

  private String pathless() {
    String service = pair.revisions().service();
    boolean rest = pair.home().at("/spec/defaultBackend/service/name").asText().equals(service);
    return rest
        ? "%s leads to Service %s by spec.defaultBackend alone, which no canary can share: write a rule with path / and that Service in spec.rules"
            .formatted(pair.name(), service)
        : "%s has no path with Service %s as its backend: name in %s.name the Ingress that sends traffic to it, or add the path"
            .formatted(pair.name(), service, pair.field());
  }

  /** A data plane takes one canary of a path and leaves the others out, which one is by chance. */
  private Stream<String> others() {
    return pair.seen().canaryIngresses().stream()
        .map(Json::tree)
        .filter(other -> !label(other).equals(pair.seen().name()))
        .filter(CanaryAnnotations::isCanary)
        .filter(
            other ->
                CanaryAnnotations.ingressClass(other)
                    .equals(CanaryAnnotations.ingressClass(pair.home())))
        .flatMap(
            other ->
                IngressPaths.all(other).stream()
                    .filter(paths::contains)
                    .limit(1)
                    .map(path -> other(other, path)));
  }

  private String other(JsonNode other, String path) {
    return "Ingress %s is a canary of %s already, by its annotation nginx.ingress.kubernetes.io/canary, and a path has one at most: delete it, or name another Ingress in %s.name"
        .formatted(other.path("metadata").path("name").asText(), path, pair.field());
  }

  private static String label(JsonNode ingress) {
    return ingress.path("metadata").path("labels").path(Names.ROLLOUT_LABEL).asText();
  }
}
