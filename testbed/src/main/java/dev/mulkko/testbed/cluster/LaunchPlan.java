package dev.mulkko.testbed.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of every component and the sign of its readiness. */
record LaunchPlan(
    Binaries binaries, ClusterFiles files, Credentials credentials, ClusterOptions options) {

  private static final String ETCD = "http://127.0.0.1:2379";
  private static final int CONTOUR_XDS = 8001;
  private static final int ENVOY_ADMIN = 9901;
  private static final String SERVICE_RANGE = "10.96.0.0/16";

  Launch of(Component component) {
    return switch (component) {
      case ETCD -> etcd();
      case API_SERVER -> apiServer();
      case CONTROLLER_MANAGER -> controllerManager();
      case SCHEDULER -> scheduler();
      case KUBE_PROXY -> kubeProxy();
      case TRAEFIK -> traefik();
      case PROMETHEUS -> prometheus();
      case CONTOUR -> contour();
      case ENVOY -> envoy();
    };
  }

  private Launch etcd() {
    return launch(
        Component.ETCD,
        "http://127.0.0.1:2379/readyz",
        "--data-dir=" + files.root().resolve("etcd"),
        "--listen-client-urls=" + ETCD,
        "--advertise-client-urls=" + ETCD,
        "--listen-peer-urls=http://127.0.0.1:2380",
        // A cluster that lives for minutes needs no durability, but fast writes.
        "--unsafe-no-fsync",
        // A lone member elects itself when this time is over.
        "--heartbeat-interval=20",
        "--election-timeout=100",
        "--log-level=warn");
  }

  private Launch apiServer() {
    return launch(
        Component.API_SERVER,
        LocalCluster.API_SERVER + "/readyz",
        "--etcd-servers=" + ETCD,
        "--bind-address=127.0.0.1",
        "--secure-port=" + LocalCluster.API_SERVER.getPort(),
        "--advertise-address=" + NetworkNamespace.ADDRESS,
        "--endpoint-reconciler-type=none",
        "--service-cluster-ip-range=" + SERVICE_RANGE,
        "--cert-dir=" + files.root().resolve("pki"),
        "--token-auth-file=" + files.root().resolve("tokens.csv"),
        "--authorization-mode=RBAC",
        "--allow-privileged=true",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + files.pki("service-accounts.pub"),
        "--service-account-signing-key-file=" + files.pki("service-accounts.key"),
        "--audit-policy-file="
            + files.write("audit-policy.yaml", Template.fill("audit-policy.yaml", Map.of())),
        "--audit-log-maxsize=" + AuditLog.FILE_MEGABYTES,
        "--audit-log-path=" + files.auditLogs().resolve("audit.log"));
  }

  private Launch controllerManager() {
    return launch(
        Component.CONTROLLER_MANAGER,
        "https://127.0.0.1:10257/healthz",
        "--kubeconfig=" + credentials.kubeconfig(User.CONTROLLER_MANAGER),
        "--bind-address=127.0.0.1",
        "--leader-elect=false",
        // Every controller gets a user of its own, as in a real cluster, so the audit log names it.
        "--use-service-account-credentials=true",
        "--service-cluster-ip-range=" + SERVICE_RANGE,
        "--service-account-private-key-file=" + files.pki("service-accounts.key"),
        "--root-ca-file=" + files.apiServerCertificate(),
        "--kube-api-qps=500",
        "--kube-api-burst=1000");
  }

  private Launch scheduler() {
    return launch(
        Component.SCHEDULER,
        "https://127.0.0.1:10259/healthz",
        "--kubeconfig=" + credentials.kubeconfig(User.SCHEDULER),
        "--bind-address=127.0.0.1",
        "--leader-elect=false",
        "--kube-api-qps=500",
        "--kube-api-burst=1000");
  }

  private Launch kubeProxy() {
    Path config =
        files.write(
            "kube-proxy.yaml",
            Template.fill(
                "kube-proxy.yaml",
                Map.of(
                    "kubeconfig",
                    credentials.kubeconfig(User.KUBE_PROXY).toString(),
                    "node",
                    LocalCluster.KUBE_PROXY_NODE)));
    return launch(Component.KUBE_PROXY, "http://127.0.0.1:10256/healthz", "--config=" + config);
  }

  private Launch traefik() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--global.checknewversion=false",
                "--global.sendanonymoususage=false",
                "--log.level=INFO",
                "--entrypoints.web.address=" + LocalCluster.GATEWAY.getAuthority(),
                "--entrypoints.traefik.address=" + LocalCluster.TRAEFIK_API.getAuthority(),
                "--ping=true",
                "--api.insecure=true",
                "--metrics.prometheus=true",
                "--metrics.prometheus.addrouterslabels=true",
                "--metrics.prometheus.buckets=0.005,0.01,0.025,0.05,0.1,0.25,0.5,1,2.5,5",
                "--providers.providersthrottleduration=" + goDuration(options.gatewayThrottle()),
                "--providers.kubernetesgateway.statusaddress.ip=" + LocalCluster.GATEWAY.getHost(),
                "--providers.kubernetesingressnginx.publishstatusaddress="
                    + LocalCluster.GATEWAY.getHost()));
    for (String provider :
        List.of("kubernetesgateway", "kubernetescrd", "kubernetesingressnginx")) {
      String flag = "--providers." + provider;
      arguments.add(flag + "=true");
      arguments.add(flag + ".endpoint=" + LocalCluster.API_SERVER);
      arguments.add(flag + ".token=" + credentials.token(User.TRAEFIK));
      arguments.add(flag + ".certauthfilepath=" + files.apiServerCertificate());
    }
    return launch(
        Component.TRAEFIK, LocalCluster.TRAEFIK_API + "/ping", arguments.toArray(String[]::new));
  }

  private Launch prometheus() {
    Path config =
        files.write(
            "prometheus.yaml",
            Template.fill(
                "prometheus.yaml",
                Map.of(
                    "kubeconfig", credentials.kubeconfig(User.PROMETHEUS).toString(),
                    "envoys", envoys(),
                    "processes", files.scraped().toString(),
                    "interval", goDuration(options.scrapeInterval()))));
    return launch(
        Component.PROMETHEUS,
        LocalCluster.PROMETHEUS + "/-/ready",
        "--config.file=" + config,
        "--storage.tsdb.path=" + files.root().resolve("prometheus"),
        "--web.listen-address=" + LocalCluster.PROMETHEUS.getAuthority(),
        "--log.level=warn");
  }

  /** As the targets of a job. */
  private String envoys() {
    return options.components().contains(Component.CONTOUR)
        ? "[\"%s\"]".formatted(LocalCluster.CONTOUR_STATS.getAuthority())
        : "[]";
  }

  private Launch contour() {
    return launch(
        Component.CONTOUR,
        "http://127.0.0.1:8004/healthz",
        "serve",
        "--kubeconfig=" + credentials.kubeconfig(User.CONTOUR),
        "--config-path=" + files.write("contour.yaml", Template.fill("contour.yaml", Map.of())),
        "--disable-leader-election",
        // It would insist on versions of these types that newer releases of the Gateway API no
        // longer serve.
        "--disable-feature=tlsroutes",
        "--disable-feature=tcproutes",
        "--disable-feature=backendtlspolicies",
        "--insecure",
        "--xds-address=127.0.0.1",
        "--xds-port=" + CONTOUR_XDS,
        "--stats-address=127.0.0.1",
        "--stats-port=" + LocalCluster.CONTOUR_STATS.getPort(),
        "--http-address=127.0.0.1",
        "--http-port=8003",
        "--health-address=127.0.0.1",
        "--health-port=8004");
  }

  private Launch envoy() {
    Path config =
        files.write(
            "envoy.yaml",
            Template.fill(
                "envoy.yaml",
                Map.of(
                    "admin", Integer.toString(ENVOY_ADMIN),
                    "xds", Integer.toString(CONTOUR_XDS))));
    return launch(
        Component.ENVOY,
        // Served by a listener that Contour asks for.
        LocalCluster.CONTOUR_STATS + "/ready",
        // Envoy takes no values behind "=".
        "--config-path",
        config.toString(),
        "--service-cluster",
        "contour",
        "--service-node",
        "envoy",
        // Several clusters may run on one machine, each in its own network namespace; Envoy's
        // shared memory is the machine's.
        "--disable-hot-restart");
  }

  private Launch launch(Component component, String readyUrl, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program(component).toString());
    command.addAll(List.of(arguments));
    return new Launch(component, List.copyOf(command), Readiness.answers(readyUrl));
  }

  private static String goDuration(Duration duration) {
    return duration.toMillis() + "ms";
  }
}
