package dev.mulkko.e2e.safety;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.e2e.Lab;
import dev.mulkko.kube.Json;
import dev.mulkko.testbed.cluster.User;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * All that is left in a namespace: each value by its path, such as {@code
 * Service/shop/spec/selector/app}, without what names a moment or a single object.
 */
record EndState(Map<String, String> values) {

  static final List<ResourceDefinitionContext> KINDS =
      List.of(
          kind("apps", "v1", "Deployment", "deployments"),
          kind("apps", "v1", "ReplicaSet", "replicasets"),
          kind("", "v1", "Service", "services"),
          kind("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes"),
          kind("networking.k8s.io", "v1", "Ingress", "ingresses"),
          kind("mulkko.dev", "v1beta1", "Rollout", "rollouts"),
          kind("mulkko.dev", "v1beta1", "RolloutAction", "rolloutactions"),
          kind("mulkko.dev", "v1beta1", "DeploymentRecord", "deploymentrecords"));

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** How often something was written, and how long it took, may differ. */
  private static final Set<String> COUNTED =
      Set.of(
          "uid",
          "resourceVersion",
          "generation",
          "observedGeneration",
          "managedFields",
          "creationTimestamp",
          "clusterIP",
          "clusterIPs",
          "entered",
          "reached",
          "left",
          "progressSeconds",
          "waitingSeconds",
          "restoreSeconds");

  /**
   * The Deployment controller copies annotations from the Deployment, if it looks at that moment;
   * and how long something took is not the same twice.
   */
  private static final Pattern CHANCE =
      Pattern.compile(
          "ReplicaSet/[^/]+/metadata/annotations/mulkko.dev/(changed-by|held-by)"
              + "|DeploymentRecord/[^/]+/status/totals/[^/]+/(seconds|within/\\d+)");

  /** Also one that a long message was cut off in. */
  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:([\\d:.]*…|\\d\\d:\\d\\d(\\.\\d+)?Z)");

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern ASKED =
      Pattern.compile("\\b(abort|pause|resume|skip|promote|approve|undo|retry)-[a-z0-9]{5}\\b");

  private static ResourceDefinitionContext kind(
      String group, String version, String kind, String plural) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }

  /**
   * When nothing of it has changed for a time.
   *
   * @throws ConditionTimeoutException when it goes on changing
   */
  static EndState settled(Lab lab, String namespace, Duration quiet) {
    AtomicReference<EndState> last = new AtomicReference<>(of(lab, namespace));
    Awaitility.await(namespace + " is at rest")
        .during(quiet)
        .atMost(LIMIT)
        .pollInterval(Drill.PACE)
        .until(
            () -> {
              EndState now = of(lab, namespace);
              return now.equals(last.getAndSet(now));
            });
    return last.get();
  }

  static EndState of(Lab lab, String namespace) {
    Map<String, String> values = new TreeMap<>();
    for (ResourceDefinitionContext kind : KINDS) {
      lab.cluster()
          .client(User.OBSERVER)
          .genericKubernetesResources(kind)
          .inNamespace(namespace)
          .list()
          .getItems()
          .forEach(
              object ->
                  put(
                      values,
                      "%s/%s"
                          .formatted(
                              kind.getKind(), anywhere(object.getMetadata().getName(), namespace)),
                      Json.tree(object),
                      namespace));
    }
    return new EndState(values);
  }

  private static void put(
      Map<String, String> values, String path, JsonNode node, String namespace) {
    if (CHANCE.matcher(path).matches()) {
      return;
    }
    if (node.isValueNode()) {
      values.put(path, anywhere(node.asText(), namespace));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        put(values, path + "/" + i, node.get(i), namespace);
      }
    } else {
      node.properties().stream()
          .filter(field -> !COUNTED.contains(field.getKey()))
          .forEach(
              field ->
                  put(
                      values,
                      path + "/" + anywhere(field.getKey(), namespace),
                      field.getValue(),
                      namespace));
    }
  }

  /** Of one namespace and one moment as of every other. */
  private static String anywhere(String text, String namespace) {
    String here = text.replace(namespace, "NAMESPACE");
    here = MOMENT.matcher(here).replaceAll("MOMENT");
    here = ID.matcher(here).replaceAll("ID");
    return ASKED.matcher(here).replaceAll("$1-ASKED");
  }

  /** The paths whose values are not the same. */
  Set<String> differing(EndState other) {
    Set<String> all = new TreeSet<>(values.keySet());
    all.addAll(other.values.keySet());
    return all.stream()
        .filter(path -> !Objects.equals(values.get(path), other.values.get(path)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is not as in another one, but for some paths. */
  List<String> differences(EndState wanted, Set<String> apartFrom) {
    List<String> lines = new ArrayList<>();
    for (String path : differing(wanted)) {
      if (!apartFrom.contains(path)) {
        lines.add("%s is %s, not %s".formatted(path, values.get(path), wanted.values.get(path)));
      }
    }
    return lines;
  }
}
