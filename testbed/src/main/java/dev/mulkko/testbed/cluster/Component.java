package dev.mulkko.testbed.cluster;

/** A process of the cluster that can be killed, stopped and started by itself. */
public enum Component {
  ETCD("etcd"),
  API_SERVER("kube-apiserver"),
  CONTROLLER_MANAGER("kube-controller-manager"),
  SCHEDULER("kube-scheduler"),
  KUBE_PROXY("kube-proxy"),
  TRAEFIK("traefik"),
  PROMETHEUS("prometheus"),
  /** Tells Envoy what to do for the Gateway {@code edge/contour}. */
  CONTOUR("contour"),
  ENVOY("envoy");

  private final String program;

  Component(String program) {
    this.program = program;
  }

  /** The name of its program, and of its log file without {@code .log}. */
  public String program() {
    return program;
  }
}
