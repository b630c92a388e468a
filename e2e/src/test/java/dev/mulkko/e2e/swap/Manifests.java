package dev.mulkko.e2e.swap;

import dev.mulkko.kube.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;

/** What developers write. */
final class Manifests {

  static final String APP = "app";
  static final String CONTAINER = "app";

  private static final int PORT = 8080;
  private static final long PRE_STOP = 5;

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

  /** One whose pods serve until nobody sends them anything more. */
  static Deployment patient(String app, int replicas) {
    return new DeploymentBuilder(deployment(app, replicas))
        .editSpec()
        .editTemplate()
        .editSpec()
        .withTerminationGracePeriodSeconds(20L)
        .editFirstContainer()
        .withNewReadinessProbe()
        .withNewHttpGet()
        .withPath("/healthz")
        .withPort(new IntOrString(PORT))
        .endHttpGet()
        .withPeriodSeconds(1)
        .endReadinessProbe()
        .withNewLifecycle()
        .withNewPreStop()
        .withNewSleep(PRE_STOP)
        .endPreStop()
        .endLifecycle()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  /** One that sends traffic to a single revision. */
  static Service service(String app, String revision) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(app)
        .endMetadata()
        .withNewSpec()
        .addToSelector(APP, app)
        .addToSelector(Names.HASH, revision)
        .addNewPort()
        .withPort(80)
        .withTargetPort(new IntOrString(PORT))
        .endPort()
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
        .withContainerPort(PORT)
        .endPort()
        .build();
  }
}
