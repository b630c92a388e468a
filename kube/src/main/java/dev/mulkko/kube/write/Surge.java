package dev.mulkko.kube.write;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;

/** How many pods more than its replicas a Deployment may have. */
final class Surge {

  private Surge() {}

  /**
   * As the Deployment controller counts: percent are rounded up, the default is 25 %, and one that
   * is recreated has none.
   */
  static int of(Deployment deployment) {
    DeploymentStrategy strategy = deployment.getSpec().getStrategy();
    if (strategy != null && "Recreate".equals(strategy.getType())) {
      return 0;
    }
    IntOrString surge =
        strategy == null || strategy.getRollingUpdate() == null
            ? null
            : strategy.getRollingUpdate().getMaxSurge();
    if (surge != null && surge.getIntVal() != null) {
      return surge.getIntVal();
    }
    String text = surge == null ? "25%" : surge.getStrVal();
    int percent = Integer.parseInt(text.substring(0, text.length() - 1));
    return Math.ceilDiv(deployment.getSpec().getReplicas() * percent, 100);
  }
}
