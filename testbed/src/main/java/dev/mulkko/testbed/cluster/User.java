package dev.mulkko.testbed.cluster;

/**
 * Who talks to the API server. Everyone has a name of his own, so that the audit log can tell them
 * apart.
 */
public enum User {
  /** Tests and whoever starts the cluster. */
  ADMIN("admin", "system:masters"),
  /** The operator, by the ServiceAccount that the chart makes: it may do what that may. */
  OPERATOR("system:serviceaccount:mulkko-system:mulkko", "system:serviceaccounts"),
  /** A developer who writes Deployments. */
  KIM("kim", "system:masters"),
  /** Whoever only looks, so that no figure counts it as a test's own act. */
  OBSERVER("observer", "system:masters"),
  TRAEFIK("traefik", "system:masters"),
  CONTOUR("contour", "system:masters"),
  PROMETHEUS("prometheus", "system:masters"),
  CONTROLLER_MANAGER("system:kube-controller-manager", ""),
  SCHEDULER("system:kube-scheduler", ""),
  KUBE_PROXY("system:kube-proxy", "");

  private final String userName;
  private final String group;

  User(String userName, String group) {
    this.userName = userName;
    this.group = group;
  }

  /** The name as the API server and its audit log know it. */
  public String userName() {
    return userName;
  }

  String group() {
    return group;
  }
}
