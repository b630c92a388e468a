package dev.mulkko.e2e.swap;

import dev.mulkko.kube.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;

/** What developers write. */
final class Manifests {

  static final String APP = "app";
  static final String CONTAINER = "app";

  private Manifests() {}

  static Deployment deployment(String app, int replicas) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(app)
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .addToMatchLabels(APP, app)
        .endSelector()
        .withTemplate(template(app))
        .endSpec()
        .build();
  }

  /** One that no Deployment made, without pods. */
  static ReplicaSet replicaSet(String app) {
    String hash = "n0b0dy";
    return new ReplicaSetBuilder()
        .withNewMetadata()
        .withName(app + "-" + hash)
        .addToLabels(APP, app)
        .addToLabels(Names.HASH, hash)
        .endMetadata()
        .withNewSpec()
        .withReplicas(0)
        .withNewSelector()
        .addToMatchLabels(APP, app)
        .addToMatchLabels(Names.HASH, hash)
        .endSelector()
        .withTemplate(
            new PodTemplateSpecBuilder(template(app))
                .editMetadata()
                .addToLabels(Names.HASH, hash)
                .endMetadata()
                .build())
        .endSpec()
        .build();
  }

  private static PodTemplateSpec template(String app) {
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .addToLabels(APP, app)
        .endMetadata()
        .withNewSpec()
        .withTerminationGracePeriodSeconds(1L)
        .withContainers(container())
        .endSpec()
        .build();
  }

  /** Without a probe: it is ready when it runs. */
  private static Container container() {
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage("shop:v1")
        .addNewPort()
        .withContainerPort(8080)
        .endPort()
        .build();
  }
}
