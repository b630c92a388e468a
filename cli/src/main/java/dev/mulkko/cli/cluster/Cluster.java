package dev.mulkko.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.kube.Json;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A namespace of a cluster, with the rights of the user. All that this program writes is here. */
public final class Cluster implements AutoCloseable {

  private static final String ROLLOUTS = "/apis/mulkko.dev/v1beta1";

  private static final ObjectMapper OBJECTS =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Supplier<Config> config;
  private final String namespace;
  private final Optional<QuickRead> quick;
  private @Nullable KubernetesClient client;

  /**
   * A cluster.
   *
   * @param config read when the client is needed
   * @param quick what reads without it
   */
  Cluster(Supplier<Config> config, String namespace, Optional<QuickRead> quick) {
    this.config = config;
    this.namespace = namespace;
    this.quick = quick;
  }

  public String namespace() {
    return namespace;
  }

  /** Made when it is needed: most reads go without. */
  synchronized KubernetesClient client() {
    if (client == null) {
      // Every type that is read is named: to search the class path for others takes long.
      KubernetesSerialization types = new KubernetesSerialization(new ObjectMapper(), false);
      client =
          new KubernetesClientBuilder()
              .withConfig(config.get())
              .withKubernetesSerialization(types)
              .build();
    }
    return client;
  }

  /** One object; empty when there is none. */
  <T> Optional<T> one(Class<T> type, String path) {
    return Optional.ofNullable(tree(path)).map(tree -> object(type, tree));
  }

  /** Of a list; empty when the cluster does not know the kind. */
  <T> List<T> list(Class<T> type, String path) {
    JsonNode tree = tree(path);
    return tree == null ? List.of() : items(type, tree);
  }

  private @Nullable JsonNode tree(String path) {
    Optional<QuickRead.Answer> quickly = quick.flatMap(reader -> reader.get(path));
    try {
      if (quickly.isPresent()) {
        String body = quickly.get().body();
        return body == null ? null : OBJECTS.readTree(body);
      }
      String answer = client().raw(path);
      return answer == null ? null : OBJECTS.readTree(answer);
    } catch (IOException e) {
      throw new Failure(Outcome.NO, "the cluster answers " + path + " with what is not JSON", e);
    }
  }

  /** A list names the kind of its items once. */
  private static <T> List<T> items(Class<T> type, JsonNode list) {
    String kind = list.path("kind").asText().replaceFirst("List$", "");
    List<T> items = new ArrayList<>();
    for (JsonNode item : list.path("items")) {
      ObjectNode whole = (ObjectNode) item;
      whole.set("apiVersion", list.path("apiVersion"));
      whole.put("kind", kind);
      items.add(object(type, whole));
    }
    return items;
  }

  private static <T> T object(Class<T> type, JsonNode tree) {
    try {
      return OBJECTS.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new Failure(
          Outcome.NO,
          "%s is not as this program knows it (%s): use the version of the operator"
              .formatted(type.getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }

  /** As the API server has them. */
  public List<JsonNode> rollouts(boolean everywhere) {
    String path = ROLLOUTS + (everywhere ? "" : "/namespaces/" + namespace) + "/rollouts";
    JsonNode tree = tree(path);
    List<JsonNode> found = new ArrayList<>();
    if (tree == null) {
      // The client says best that the cluster does not know Rollouts.
      client()
          .resources(Rollout.class)
          .inNamespace(namespace)
          .list()
          .getItems()
          .forEach(rollout -> found.add(Json.tree(rollout)));
    } else {
      tree.path("items").forEach(found::add);
    }
    return found;
  }

  public Optional<Rollout> find(String name) {
    return one(Rollout.class, "%s/namespaces/%s/rollouts/%s".formatted(ROLLOUTS, namespace, name));
  }

  public Rollout rollout(String name) {
    return find(name).orElseThrow(() -> missing(name));
  }

  /** To list them also finds out when the cluster does not know Rollouts at all. */
  private Failure missing(String name) {
    List<JsonNode> others = rollouts(false);
    String known =
        others.isEmpty()
            ? "there is none; write -n for another namespace"
            : "there is "
                + others.stream()
                    .map(other -> other.path("metadata").path("name").asText())
                    .sorted()
                    .limit(10)
                    .collect(Collectors.joining(", "));
    return new Failure(
        Outcome.NO,
        "Rollout %s does not exist in namespace %s: %s".formatted(name, namespace, known));
  }

  /** In the order of their names. */
  public List<DeploymentRecord> records(RecordQuery query, boolean everywhere) {
    String path = records(everywhere);
    List<DeploymentRecord> found = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = tree(path + query.text(next));
      if (page == null) {
        // The client says best that the cluster does not know records.
        return client().resources(DeploymentRecord.class).inNamespace(namespace).list().getItems();
      }
      found.addAll(items(DeploymentRecord.class, page));
      next = page.path("metadata").path("continue").asText();
    } while (!next.isEmpty());
    return found;
  }

  public DeploymentRecord record(String name) {
    return one(DeploymentRecord.class, records(false) + "/" + name)
        .orElseThrow(
            () ->
                new Failure(
                    Outcome.NO,
                    "no record %s in namespace %s: `history` lists those that there are"
                        .formatted(name, namespace)));
  }

  private String records(boolean everywhere) {
    return ROLLOUTS + (everywhere ? "" : "/namespaces/" + namespace) + "/deploymentrecords";
  }

  public RolloutAction create(RolloutAction action) {
    return client().resource(action).inNamespace(namespace).create();
  }

  public Optional<RolloutAction> action(String name) {
    return Optional.ofNullable(
        client().resources(RolloutAction.class).inNamespace(namespace).withName(name).get());
  }

  public Optional<Deployment> deployment(String name) {
    return Optional.ofNullable(
        client().apps().deployments().inNamespace(namespace).withName(name).get());
  }

  /** As kubectl does it: what the patch does not name stays. */
  public Deployment merge(String deployment, String patch) {
    return patch(deployment, PatchType.STRATEGIC_MERGE, patch);
  }

  /** Only if the Deployment is what the patch tests. */
  public Deployment patch(String deployment, PatchType type, String patch) {
    return client()
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(deployment)
        .patch(PatchContext.of(type), patch);
  }

  /** The API versions of Rollouts that the cluster serves; empty when it does not know them. */
  public List<String> served() {
    APIGroup group = client().getApiGroup(HasMetadata.getGroup(Rollout.class));
    return group == null
        ? List.of()
        : group.getVersions().stream().map(version -> version.getGroupVersion()).toList();
  }

  /** Tells of every change of one Rollout, or of all when the name is empty. */
  public Changes changes(String name, boolean everywhere) {
    return Changes.of(client(), everywhere ? "" : namespace, name);
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }
}
