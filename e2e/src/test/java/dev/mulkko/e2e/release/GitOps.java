package dev.mulkko.e2e.release;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;

/** A tool that forces what is in git on the cluster. */
final class GitOps {

  private GitOps() {}

  /** The manifests of this version, whoever owns their fields. */
  static void apply(Stage stage, String version) {
    Deployment deployment = stage.shop.manifest(Deployment.class);
    deployment
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .setImage("shop:" + version);
    force(stage, deployment);
    force(stage, stage.shop.manifest(Service.class));
  }

  /** The route alone, as it is in git. */
  static void applyRoute(Stage stage) {
    force(stage, stage.shop.routeManifest());
  }

  private static void force(Stage stage, HasMetadata manifest) {
    stage
        .kim
        .client()
        .resource(manifest)
        .inNamespace(stage.shop.namespace())
        .fieldManager("gitops")
        .forceConflicts()
        .serverSideApply();
  }
}
