package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.model.Match;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.PatchDocument;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.Request.Target;
import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The canary beside an Ingress of the user: found, written and removed by one request each. */
final class IngressBeside {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private IngressBeside() {}

  /** The one that this Rollout made, whatever it leads to by now. */
  static Optional<JsonNode> find(Snapshot seen, String ingress) {
    return all(seen)
        .filter(one -> Names.isBeside(ingress, one.getMetadata().getName()))
        .map(Json::tree)
        .findFirst();
  }

  /** All that this Rollout made. */
  static Stream<GenericKubernetesResource> all(Snapshot seen) {
    return seen.canaryIngresses().stream().filter(one -> isOf(seen.name(), one));
  }

  static boolean isMade(HasMetadata ingress) {
    Map<String, String> labels = ingress.getMetadata().getLabels();
    return labels != null && labels.containsKey(Names.ROLLOUT_LABEL);
  }

  private static boolean isOf(String rollout, GenericKubernetesResource ingress) {
    return isMade(ingress)
        && rollout.equals(ingress.getMetadata().getLabels().get(Names.ROLLOUT_LABEL));
  }

  /** Gives a revision its share: never by a deletion, which would be a time without a weight. */
  static Request lead(PairedIngress pair, String revision, int weight, Optional<Match> match) {
    ObjectNode annotations = CanaryAnnotations.of(pair.home(), weight);
    return pair.beside()
        .map(beside -> change(pair, beside, revision, annotations, match))
        .orElseGet(() -> create(pair, revision, annotations, match));
  }

  /**
   * It is a canary in the very write that creates it: ingress-nginx refuses a second Ingress of one
   * path that is none.
   */
  private static Request create(
      PairedIngress pair, String revision, ObjectNode annotations, Optional<Match> match) {
    CanaryHeader.write(annotations, match);
    Deployment deployment = pair.seen().deployment();
    if (deployment == null) {
      throw new IllegalStateException("the Deployment was not read");
    }
    GenericKubernetesResource made = new GenericKubernetesResource();
    made.setApiVersion("networking.k8s.io/v1");
    made.setKind("Ingress");
    made.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(pair.seen().namespace())
            .withName(Names.beside(pair.ingress(), revision))
            .withLabels(
                Map.of(Names.ROLLOUT_LABEL, pair.seen().name(), Names.REVISION_LABEL, revision))
            .withOwnerReferences(Ownership.entry(deployment, false))
            .build());
    annotations.properties().forEach(one -> annotate(made, one.getKey(), one.getValue().asText()));
    made.setAdditionalProperty("spec", spec(pair, revision));
    return new Request.Create(made);
  }

  private static void annotate(GenericKubernetesResource made, String key, String value) {
    made.getMetadata().getAnnotations().put(key, value);
  }

  private static Request change(
      PairedIngress pair,
      JsonNode beside,
      String revision,
      ObjectNode wanted,
      Optional<Match> match) {
    ObjectNode annotations = CanaryAnnotations.all(beside).deepCopy();
    annotations.setAll(wanted);
    CanaryHeader.write(annotations, match);
    PatchDocument patch =
        PatchDocument.guarded(beside)
            .add("/metadata/annotations", annotations)
            .add("/metadata/labels/" + PatchDocument.escaped(Names.REVISION_LABEL), revision)
            .replace("/spec", spec(pair, revision));
    return new Request.Patch(target(beside), patch.toJson(), false);
  }

  /** Whatever else the user's Ingress has, a backend for the rest for example, stays its own. */
  private static ObjectNode spec(PairedIngress pair, String revision) {
    JsonNode home = pair.home().path("spec");
    String service = pair.revisions().service();
    ObjectNode spec = NODES.objectNode();
    if (home.has("ingressClassName")) {
      spec.set("ingressClassName", home.path("ingressClassName"));
    }
    if (home.has("tls")) {
      spec.set("tls", home.path("tls"));
    }
    spec.set(
        "rules", IngressPaths.redirected(pair.home(), service, Names.backend(service, revision)));
    return spec;
  }

  static Request delete(JsonNode beside) {
    JsonNode metadata = beside.path("metadata");
    return new Request.Delete(
        target(beside), metadata.path("uid").asText(), metadata.path("resourceVersion").asText());
  }

  private static Target target(JsonNode beside) {
    JsonNode metadata = beside.path("metadata");
    return new Target(
        Kind.Ingress, metadata.path("namespace").asText(), metadata.path("name").asText());
  }
}
