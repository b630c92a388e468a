package dev.mulkko.kube.advice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.read.SpecReader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.stream.Stream;

/** A Deployment that nothing can be said against, and what stands around it. */
final class Neighbourhood {

  static final String DEPLOYMENT =
      """
      kind: Deployment
      metadata: {name: shop}
      spec:
        replicas: 6
        template:
          metadata: {labels: {app: shop, tier: web}}
          spec:
            terminationGracePeriodSeconds: 30
            containers:
              - name: app
                readinessProbe: {httpGet: {port: 80}}
                lifecycle: {preStop: {sleep: {seconds: 5}}}
                resources: {requests: {cpu: 500m, memory: 1Gi}, limits: {memory: 2Gi}}
              - {name: proxy, resources: {limits: {cpu: 500m}}}
      """;

  static final String AUTOSCALER =
      """
      kind: HorizontalPodAutoscaler
      metadata: {name: shop-hpa}
      spec:
        scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
        maxReplicas: 60
        metrics: [{type: Resource, resource: {name: cpu}}]
      """;

  static final String VERTICAL =
      """
      kind: VerticalPodAutoscaler
      metadata: {name: shop-vpa}
      spec:
        targetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
        updatePolicy: {updateMode: "Off"}
      """;

  static final String BUDGET =
      """
      kind: PodDisruptionBudget
      metadata: {name: shop-pdb}
      spec: {maxUnavailable: 1, selector: {matchLabels: {app: shop}}}
      """;

  static final String QUOTA =
      """
      kind: ResourceQuota
      metadata: {name: team}
      spec: {hard: {pods: "20"}}
      status: {hard: {pods: "20", services: "5"}, used: {pods: "10", services: "5"}}
      """;

  static final List<String> GOOD = List.of(DEPLOYMENT, AUTOSCALER, VERTICAL, BUDGET, QUOTA);

  private Neighbourhood() {}

  static List<String> advice(List<String> objects) {
    Deployment deployment = all("Deployment", Deployment.class, objects).getFirst();
    Surroundings surroundings =
        new Surroundings(
            all("HorizontalPodAutoscaler", HorizontalPodAutoscaler.class, objects),
            all("VerticalPodAutoscaler", GenericKubernetesResource.class, objects),
            all("PodDisruptionBudget", PodDisruptionBudget.class, objects),
            all("ResourceQuota", ResourceQuota.class, objects));
    try {
      return Advice.of(
          deployment,
          SpecReader.read(Yaml.object(Rollout.class, Shop.ROLLOUT)),
          Advice.around(deployment, surroundings));
    } catch (InvalidSpec e) {
      throw new AssertionError(e);
    }
  }

  private static <T> List<T> all(String kind, Class<T> type, List<String> objects) {
    Stream<JsonNode> trees = objects.stream().map(Yaml::tree);
    return trees
        .filter(tree -> tree.path("kind").asText().equals(kind))
        .map(tree -> Yaml.object(type, tree))
        .toList();
  }
}
