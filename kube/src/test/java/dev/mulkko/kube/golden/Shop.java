package dev.mulkko.kube.golden;

/** The objects of one small shop, in short. */
public final class Shop {

  public static final String ROLLOUT =
      """
      apiVersion: mulkko.dev/v1beta1
      kind: Rollout
      metadata: {name: shop, namespace: shop, uid: r1, resourceVersion: "1", generation: 2, creationTimestamp: 2026-11-20T09:00:00Z}
      spec:
        workloadRef: {kind: Deployment, name: shop}
        traffic: {service: shop, routes: [{kind: HTTPRoute, name: shop}]}
        strategy: {canary: {steps: [{setWeight: 5}, {pause: {duration: 5m}}, {setWeight: 50}]}}
      status: {observedGeneration: 2, stable: old, canary: new, rollout: {startedAt: 2026-11-24T08:00:00Z, stepIndex: 0}}
      """;

  public static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop, namespace: shop, uid: d1, resourceVersion: "2", generation: 5}
      spec:
        replicas: 6
        selector: {matchLabels: {app: shop}}
        template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: app, image: shop:v2}]}}
      """;

  public static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: shop, namespace: shop, uid: s1, resourceVersion: "3"}
      spec: {type: ClusterIP, selector: {app: shop}, ports: [{port: 80, targetPort: http}]}
      """;

  public static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: shop, namespace: shop, uid: h1, resourceVersion: "4", generation: 3}
      spec:
        parentRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: edge}]
        rules:
          - name: main
            backendRefs: [{group: "", kind: Service, name: shop, port: 80, weight: 1}]
          - backendRefs: [{group: "", kind: Service, name: blog, port: 80, weight: 1}]
          - name: api
            matches: [{path: {type: PathPrefix, value: /api}}]
            backendRefs:
              - {group: "", kind: Service, name: shop, port: 8443, weight: 5, filters: [{type: URLRewrite}]}
            futureField: {kept: true}
      """;

  private Shop() {}

  /** A ReplicaSet named {@code shop-<revision>}. */
  public static String replicaSet(String revision, boolean owned) {
    String labels = owned ? "{app: shop}" : "{mulkko.dev/rollout: shop}";
    return """
    apiVersion: apps/v1
    kind: ReplicaSet
    metadata:
      name: shop-%1$s
      namespace: shop
      resourceVersion: "5"
      labels: %3$s
      ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: shop, uid: d1, controller: %2$s}]
    spec:
      replicas: 6
      template: {metadata: {labels: {app: shop, pod-template-hash: %1$s}}}
    """
        .formatted(revision, owned, labels);
  }

  /** The Service {@code shop-<revision>}. */
  public static String backend(String revision) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: shop-%1$s, namespace: shop, labels: {mulkko.dev/revision: %1$s}}
    spec: {selector: {app: shop, pod-template-hash: %1$s}}
    """
        .formatted(revision);
  }
}
