package dev.mulkko.testbed.cluster;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kubernetes on this machine: every component is a child process of this JVM and dies with
 * it, even when it is killed. There are no pods in it until a node agent runs.
 *
 * <p>The JVM must be in a network namespace of its own ({@code testbed/namespace/bin/java}); all
 * addresses here are of that namespace, which has room for one cluster at a time. All methods may
 * be called from any thread.
 */
public final class LocalCluster implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);

  static final URI API_SERVER = URI.create("https://127.0.0.1:6443");
  static final URI GATEWAY = URI.create("http://127.0.0.1:8000");
  static final URI TRAEFIK_API = URI.create("http://127.0.0.1:8080");
  static final URI CONTOUR_GATEWAY = URI.create("http://127.0.0.1:17080");
  static final URI CONTOUR_STATS = URI.create("http://127.0.0.1:8002");
  static final URI PROMETHEUS = URI.create("http://127.0.0.1:9090");

  static final String KUBE_PROXY_NODE = "kube-proxy";

  /** Megabytes and seconds of what Jackson learns of each type: once for all users. */
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  private static final Duration NAMESPACE_LIMIT = Duration.ofSeconds(10);

  private final ClusterOptions options;
  private final ClusterFiles files;
  private final Credentials credentials;
  private final LaunchPlan plan;
  private final Map<Component, Child> running = new EnumMap<>(Component.class);
  private final Map<User, KubernetesClient> clients = new ConcurrentHashMap<>();

  private LocalCluster(ClusterOptions options) {
    this.options = options;
    this.files = ClusterFiles.in(options.directory());
    this.credentials = Credentials.create(files);
    this.plan =
        new LaunchPlan(
            Binaries.forKubernetes(options.kubernetesVersion()), files, credentials, options);
  }

  /**
   * Starts a cluster and returns when all of it is ready.
   *
   * @throws IllegalStateException outside a network namespace, next to another cluster, without the
   *     programs, or if a component does not become ready (with the end of its log)
   */
  public static LocalCluster start(ClusterOptions options) {
    NetworkNamespace.requireInside();
    NetworkNamespace.requireFree(API_SERVER.getPort());
    LocalCluster cluster = new LocalCluster(options);
    try {
      cluster.startAll();
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private synchronized void startAll() {
    if (options.components().contains(Component.KUBE_PROXY)) {
      NetworkNamespace.clearRules();
    }
    start(Component.ETCD);
    start(Component.API_SERVER);
    // Not earlier: without the API server's certificate Prometheus would go on without any pods,
    // for good.
    List.of(
            Component.CONTROLLER_MANAGER,
            Component.SCHEDULER,
            Component.KUBE_PROXY,
            Component.PROMETHEUS)
        .forEach(this::launch);
    CustomTypes.create(client(), plan.binaries().types(options.components()));
    Edge.create(client(), options.components());
    options.components().forEach(this::start);
  }

  /** Starts a stopped component and returns when it is ready; does nothing if it is running. */
  public synchronized void start(Component component) {
    launch(component);
    Child child = child(component);
    if (child.isReady()) {
      return;
    }
    child.awaitReady();
    if (component == Component.KUBE_PROXY) {
      client().nodes().withName(KUBE_PROXY_NODE).delete();
      NetworkNamespace.forgetUnanswered();
    }
    Edge.of(component).ifPresent(edge -> edge.awaitProgrammed(client()));
    LOG.info("{} is ready", component.program());
  }

  /** Ends a component with SIGTERM (after 10 s SIGKILL) and returns when it has ended. */
  public synchronized void stop(Component component) {
    child(component).stop();
  }

  /** Ends a component with SIGKILL and returns when it has ended. */
  public synchronized void kill(Component component) {
    child(component).kill();
  }

  /** Kills a component, starts it again and returns when it is ready. */
  public synchronized void restart(Component component) {
    kill(component);
    start(component);
  }

  private void launch(Component component) {
    if (!options.components().contains(component) || isRunning(component)) {
      return;
    }
    if (component == Component.KUBE_PROXY) {
      Manifests.create(
          client(), Template.fill("kube-proxy-node.yaml", Map.of("node", KUBE_PROXY_NODE)));
    }
    running.put(component, Child.start(plan.of(component), files.log(component)));
  }

  private boolean isRunning(Component component) {
    Child child = running.get(component);
    return child != null && child.isAlive();
  }

  private Child child(Component component) {
    Child child = running.get(component);
    if (child == null) {
      throw new IllegalStateException("this cluster was started without " + component.program());
    }
    return child;
  }

  /**
   * Creates a namespace and returns when its ServiceAccount {@code default} exists.
   *
   * @param prefix of its name, which gets a random end
   */
  public String newNamespace(String prefix) {
    Namespace wanted =
        new NamespaceBuilder()
            .withNewMetadata()
            .withGenerateName(prefix + "-")
            .endMetadata()
            .build();
    String name = client().resource(wanted).create().getMetadata().getName();
    Await.until(
        NAMESPACE_LIMIT,
        () -> client().serviceAccounts().inNamespace(name).withName("default").get() != null,
        () -> "the controller-manager made no ServiceAccount in " + name);
    return name;
  }

  /** A client of the user {@code admin}, closed with the cluster. */
  public KubernetesClient client() {
    return client(User.ADMIN);
  }

  /** The client of this user, closed with the cluster. */
  public KubernetesClient client(User user) {
    return clients.computeIfAbsent(user, this::newClient);
  }

  private KubernetesClient newClient(User user) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(API_SERVER.toString())
            .withCaCertFile(files.apiServerCertificate().toString())
            .withOauthToken(credentials.token(user))
            .withUserAgent("mulkko-testbed/" + user.userName())
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(SERIALIZATION)
        .build();
  }

  /** Where the API server listens. */
  public URI apiServer() {
    return API_SERVER;
  }

  /** Where requests for the Gateway {@code edge/edge} go; the Host header chooses the route. */
  public URI gateway() {
    return GATEWAY;
  }

  /** Where requests for the Gateway {@code edge/contour} go, if Contour and its Envoy run. */
  public URI contourGateway() {
    return CONTOUR_GATEWAY;
  }

  /** The statistics of Contour's Envoy ({@code /stats/prometheus}). */
  public URI contourStats() {
    return CONTOUR_STATS;
  }

  /** Traefik's own API ({@code /api/http/services}) and metrics ({@code /metrics}). */
  public URI gatewayApi() {
    return TRAEFIK_API;
  }

  /** Prometheus' HTTP API. */
  public URI prometheus() {
    return PROMETHEUS;
  }

  /** From now on Prometheus scrapes a process that is no pod, at {@code host:port}. */
  public void scrape(String address) {
    files.write(
        files.scraped().getFileName().toString(), "[{\"targets\": [\"%s\"]}]".formatted(address));
  }

  /** The folder of Kubernetes' own programs, kubectl among them. */
  public Path programs() {
    return plan.binaries().kubernetes();
  }

  /** The folder with the program {@code helm}. */
  public Path helm() {
    return plan.binaries().helmFolder();
  }

  /** The kubeconfig of the user {@code admin}. */
  public Path kubeconfig() {
    return kubeconfig(User.ADMIN);
  }

  /** The kubeconfig of a user. */
  public Path kubeconfig(User user) {
    return credentials.kubeconfig(user);
  }

  /** From now on a user is known by a fresh token of his ServiceAccount, good for 24 hours. */
  public void authenticate(User user, String namespace, String name) {
    credentials.replace(user, serviceAccountToken(namespace, name));
    KubernetesClient before = clients.remove(user);
    if (before != null) {
      before.close();
    }
  }

  /** Writes a kubeconfig with a fresh token of a ServiceAccount, good for 24 hours. */
  public Path serviceAccountKubeconfig(String namespace, String name) {
    return credentials.kubeconfig(
        "system:serviceaccount:" + namespace + ":" + name, serviceAccountToken(namespace, name));
  }

  private String serviceAccountToken(String namespace, String name) {
    TokenRequest request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withExpirationSeconds(Duration.ofHours(24).toSeconds())
            .endSpec()
            .build();
    return client()
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(name)
        .tokenRequest(request)
        .getStatus()
        .getToken();
  }

  /** Every request that the API server answered. */
  public AuditLog auditLog() {
    return new AuditLog(files.auditLogs());
  }

  /** The cluster's folder: {@code logs/<program>.log}, kubeconfig files, the audit log. */
  public Path directory() {
    return files.root();
  }

  /** Kills all components and removes a temporary folder. */
  @Override
  public synchronized void close() {
    clients.values().forEach(KubernetesClient::close);
    clients.clear();
    running.values().forEach(Child::kill);
    running.clear();
    files.remove();
  }
}
