package dev.mulkko.operator.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * A Deployment that runs, as far as objects can say so, with its Service and its route. Nothing
 * here is a controller: its status says for ever that all is well.
 */
record ClaimedShop(Shop shop) {

  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  static ClaimedShop in(Shop shop) {
    ClaimedShop claimed = new ClaimedShop(shop);
    Deployment deployment = shop.createDeployment("shop");
    claimed.create(
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata:
          name: shop-old
          labels: {app: shop, pod-template-hash: old}
          ownerReferences:
            - {apiVersion: apps/v1, kind: Deployment, name: shop, uid: %s, controller: true}
        spec:
          replicas: 3
          selector: {matchLabels: {app: shop, pod-template-hash: old}}
          template:
            metadata: {labels: {app: shop, pod-template-hash: old}}
            spec: {containers: [{name: app, image: "app:1"}]}
        """
            .formatted(deployment.getMetadata().getUid()));
    claimed.create(
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: shop}
        spec: {parentRefs: [{name: edge}], rules: [{backendRefs: [{name: shop, port: 80}]}]}
        """);
    claimed.client().resource(shop.service("shop")).create();
    claimed.status("ReplicaSet", "shop-old", "\"replicas\": 3, \"readyReplicas\": 3");
    claimed.status(
        "Deployment",
        "shop",
        "\"observedGeneration\": 99, \"replicas\": 3, \"readyReplicas\": 3, \"availableReplicas\": 3");
    return claimed;
  }

  void createRollout(String name) {
    create(
        """
        apiVersion: mulkko.dev/v1beta1
        kind: Rollout
        metadata: {name: %s}
        spec:
          workloadRef: {name: shop}
          traffic: {service: shop, routes: [{kind: HTTPRoute, name: shop}]}
          strategy: {canary: {steps: [{setWeight: 10}]}}
        """
            .formatted(name));
  }

  void release(String image) {
    client()
        .apps()
        .deployments()
        .inNamespace(shop.namespace())
        .withName("shop")
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"app\", \"image\": \"%s\"}]}}}}"
                .formatted(image));
  }

  void create(String yaml) {
    GenericKubernetesResource object =
        client().getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    client().resource(object).inNamespace(shop.namespace()).create();
  }

  private void status(String kind, String name, String fields) {
    client()
        .genericKubernetesResources("apps/v1", kind)
        .inNamespace(shop.namespace())
        .withName(name)
        .subresource("status")
        .patch(MERGE, "{\"status\": {%s}}".formatted(fields));
  }

  private KubernetesClient client() {
    return shop.server().client();
  }
}
