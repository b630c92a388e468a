package dev.mulkko.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutActionSpec;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.testbed.cluster.User;
import dev.mulkko.testbed.http.HttpConnection;
import dev.mulkko.testbed.http.HttpMessage;
import dev.mulkko.testbed.load.LoadOptions;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The sample shop in a namespace, as its developer sees it. */
public final class Shop {

  private static final String NAME = "shop";

  private final Lab lab;
  private final String namespace;
  private final String sample;
  private final Door door;
  private final Attached attached;

  /** Who serves the shop's route. */
  public enum Door {
    TRAEFIK("edge"),
    CONTOUR("contour"),
    /** Where no request is sent, for it would reach nobody. */
    NONE("edge");

    private final String gateway;

    Door(String gateway) {
      this.gateway = gateway;
    }
  }

  /** A shop that is not there yet, behind an HTTPRoute. */
  public Shop(Lab lab, String namespace) {
    this(lab, namespace, "canary-httproute");
  }

  /**
   * A shop that is not there yet.
   *
   * @param sample the folder of samples that it is made of
   */
  public Shop(Lab lab, String namespace, String sample) {
    this(lab, namespace, sample, Door.TRAEFIK);
  }

  /** The same behind another Gateway. */
  public Shop(Lab lab, String namespace, String sample, Door door) {
    this.lab = lab;
    this.namespace = namespace;
    this.sample = sample;
    this.door = door;
    this.attached = new Attached(lab, namespace, NAME);
  }

  public String namespace() {
    return namespace;
  }

  /** The name that the route answers to; one per namespace, as all share a Gateway. */
  public String host() {
    return namespace + ".example.com";
  }

  /**
   * Applies Deployment, Service and route, and returns when all pods are available and the Gateway
   * sends requests to them.
   *
   * @param change to the Deployment before it is created
   */
  public void open(UnaryOperator<Deployment> change) {
    for (HasMetadata object : manifests()) {
      HasMetadata mine =
          switch (object) {
            case Deployment deployment -> change.apply(deployment);
            case HTTPRoute route -> withHost(route);
            case Ingress ingress -> {
              ingress.getSpec().getRules().getFirst().setHost(host());
              yield ingress;
            }
            default -> object;
          };
      lab.client().resource(mine).inNamespace(namespace).create();
    }
    Wait.until(Duration.ofSeconds(60), "the shop is open", this::available);
    if (door != Door.NONE) {
      Wait.until(Duration.ofSeconds(20), "the Gateway knows " + host(), this::served);
    }
  }

  /** What the developer has on file. */
  public <T extends HasMetadata> T manifest(Class<T> kind) {
    return manifests().stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }

  private List<HasMetadata> manifests() {
    return Manifest.read(lab.client(), "samples/%s/shop.yaml".formatted(sample));
  }

  /** The route as it is in git. */
  public HTTPRoute routeManifest() {
    return withHost(manifest(HTTPRoute.class));
  }

  private HTTPRoute withHost(HTTPRoute route) {
    route.getSpec().setHostnames(List.of(host()));
    route.getSpec().getParentRefs().forEach(parent -> parent.setName(door.gateway));
    return route;
  }

  private boolean available() {
    Deployment deployment = deployment();
    Integer available = deployment.getStatus().getAvailableReplicas();
    return deployment.getSpec().getReplicas().equals(available);
  }

  /** Asks for its health: that is no order, so nobody counts it. */
  private boolean served() throws IOException {
    URI gateway = gateway();
    var address =
        new InetSocketAddress(InetAddress.ofLiteral(gateway.getHost()), gateway.getPort());
    try (HttpConnection connection = HttpConnection.to(address, Duration.ofSeconds(5))) {
      connection.write(new HttpMessage("GET /healthz HTTP/1.1", Map.of("Host", host()), ""));
      HttpMessage answer = connection.readAnswer();
      return answer != null && answer.field("x-version") != null;
    }
  }

  /**
   * Applies what else its developer has.
   *
   * @param path of a file on the class path, in which HOST stands for {@link #host}
   */
  public void apply(String path) {
    Manifest.read(lab.client(), path, "HOST", host())
        .forEach(
            object ->
                lab.client()
                    .resource(object)
                    .inNamespace(namespace)
                    .forceConflicts()
                    .serverSideApply());
  }

  /** Attaches the sample's Rollout and returns when it is at rest. */
  public void attach() {
    attach(rollout -> rollout);
  }

  /** Creates the sample's Rollout, which may be refused. */
  public void create(UnaryOperator<Rollout> change) {
    Rollout rollout = sample(lab, sample);
    lab.client().resource(change.apply(rollout)).inNamespace(namespace).create();
  }

  public void attach(UnaryOperator<Rollout> change) {
    create(change);
    await(Duration.ofSeconds(30), "attached", status -> "Healthy".equals(status.phase()));
    awaitAtRest();
  }

  /** The Rollout of a sample. */
  public static Rollout sample(Lab lab, String sample) {
    return Manifest.read(lab.client(), "samples/%s/rollout.yaml".formatted(sample), Rollout.class);
  }

  /** What a developer's pipeline does: another image, and with it another environment. */
  public void release(String version, Map<String, String> env) {
    ObjectNode container = JsonNodeFactory.instance.objectNode();
    container.put("name", NAME).put("image", "shop:" + version);
    if (env.isEmpty()) {
      container.putNull("env");
    } else {
      ArrayNode variables = container.putArray("env");
      variables.addObject().put("$patch", "replace");
      env.forEach((name, value) -> variables.addObject().put("name", name).put("value", value));
    }
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.withObject("/spec/template/spec").putArray("containers").add(container);
    // Not an edit of what was read: the controller writes the status at the same moment.
    lab.cluster()
        .client(User.KIM)
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(NAME)
        .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), patch.toString());
  }

  /** What a GitOps tool does: the user's Service as it is in git, whoever owns its fields. */
  public Service applyService() {
    Service manifest =
        manifests().stream()
            .filter(Service.class::isInstance)
            .map(Service.class::cast)
            .findFirst()
            .orElseThrow();
    return lab.cluster()
        .client(User.KIM)
        .resource(manifest)
        .inNamespace(namespace)
        .fieldManager("gitops")
        .forceConflicts()
        .serverSideApply();
  }

  /** What {@code kubectl rollout resume} does. */
  public void unpause() {
    lab.cluster()
        .client(User.KIM)
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(NAME)
        .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"spec\": {\"paused\": null}}");
  }

  /** Waits until the Rollout's status is as wanted. */
  public RolloutStatus await(Duration limit, String what, Predicate<RolloutStatus> wanted) {
    AtomicReference<RolloutStatus> seen = new AtomicReference<>();
    Wait.until(
        limit,
        "%s: %s".formatted(namespace, what),
        () -> {
          RolloutStatus status = status();
          seen.set(status);
          return status != null && wanted.test(status);
        });
    return seen.get();
  }

  /** At rest with this version as the one that carries the traffic. */
  public boolean promoted(String version) {
    return attached.promoted(version);
  }

  /** At rest with this version, whatever the Deployment's template asks for. */
  public boolean runs(String version) {
    return attached.runs(version);
  }

  /** What the developer asks for, as herself. */
  public RolloutAction asks(String verb, @Nullable String why) {
    return asks(User.KIM, verb, why);
  }

  /** What somebody asks for. */
  public RolloutAction asks(User who, String verb, @Nullable String why) {
    RolloutAction action = new RolloutAction();
    action.setMetadata(
        new ObjectMetaBuilder()
            .withGenerateName(verb.toLowerCase(Locale.ROOT) + "-")
            .withNamespace(namespace)
            .build());
    action.setSpec(new RolloutActionSpec(NAME, verb, why, null));
    return lab.cluster().client(who).resource(action).create();
  }

  /** At rest with the last release refused. */
  public boolean rolledBack() {
    return attached.rolledBack();
  }

  /** Whether the Deployment is as the operator leaves one at rest. */
  public boolean isAsAtRest() {
    return attached.isAsAtRest();
  }

  /** Returns when the operator has nothing left to do to a Rollout that is attached. */
  public void awaitAtRest() {
    Wait.until(Duration.ofSeconds(30), namespace + " is as at rest", attached::isAsAtRest);
  }

  public Deployment deployment() {
    return attached.deployment();
  }

  public String image() {
    return Attached.image(deployment().getSpec().getTemplate());
  }

  public Rollout rollout() {
    return attached.rollout();
  }

  public RolloutStatus status() {
    return rollout().getStatus();
  }

  /**
   * The user's three objects without what servers count: what must be the same before and after.
   */
  public Map<String, JsonNode> objects() {
    return Map.of(
        "Deployment", essence(deployment()),
        "Service", essence(service()),
        "route", essence(route()));
  }

  public Service service() {
    return lab.client().services().inNamespace(namespace).withName(NAME).get();
  }

  /** What sends traffic to the Service: the last of the sample's objects. */
  public GenericKubernetesResource route() {
    HasMetadata route = manifests().getLast();
    return lab.client()
        .genericKubernetesResources(route.getApiVersion(), route.getKind())
        .inNamespace(namespace)
        .withName(NAME)
        .get();
  }

  /** An object without what servers count. */
  public static JsonNode essence(HasMetadata object) {
    ObjectNode tree = Json.tree(object).deepCopy();
    tree.remove("status");
    ObjectNode metadata = (ObjectNode) tree.path("metadata");
    metadata.remove(List.of("resourceVersion", "generation", "managedFields"));
    // The Deployment controller counts its revisions here.
    if (metadata.path("annotations") instanceof ObjectNode annotations) {
      annotations.remove("deployment.kubernetes.io/revision");
    }
    return tree;
  }

  /** The revision that the Service is narrowed to, null when it has its own selector. */
  public @Nullable String pin() {
    return service().getSpec().getSelector().get(Names.HASH);
  }

  /** Load for the address of the Service, as clients inside the cluster send it. */
  public LoadOptions directLoad(String file) {
    URI address = URI.create("http://" + service().getSpec().getClusterIP());
    return LoadOptions.to(address, lab.file(file));
  }

  /** The same with a connection for each request. */
  public LoadOptions directLoad(String file, int rate) {
    return directLoad(file).withHost(host()).withRate(rate).withoutKeepAlive();
  }

  private URI gateway() {
    return switch (door) {
      case TRAEFIK -> lab.cluster().gateway();
      case CONTOUR -> lab.cluster().contourGateway();
      case NONE -> throw new IllegalStateException("there is no way into a hollow shop");
    };
  }

  /** Load through the Gateway, as clients of the shop send it. */
  public LoadOptions load(String file) {
    return LoadOptions.to(gateway(), lab.file(file)).withHost(host());
  }
}
