package dev.mulkko.e2e.observer.world;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The kinds of objects that rules speak of. */
public enum Kind {
  Rollout("mulkko.dev", "v1beta1", "rollouts"),
  DeploymentRecord("mulkko.dev", "v1beta1", "deploymentrecords"),
  Deployment("apps", "v1", "deployments"),
  ReplicaSet("apps", "v1", "replicasets"),
  Service("", "v1", "services"),
  EndpointSlice("discovery.k8s.io", "v1", "endpointslices"),
  HTTPRoute("gateway.networking.k8s.io", "v1", "httproutes"),
  Ingress("networking.k8s.io", "v1", "ingresses");

  private final String group;
  private final String version;
  private final String plural;

  Kind(String group, String version, String plural) {
    this.group = group;
    this.version = version;
    this.plural = plural;
  }

  /** How a client finds it without having to ask the server. */
  public ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withKind(name())
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }
}
