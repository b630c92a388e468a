package dev.mulkko.e2e.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutActionSpec;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Attached;
import dev.mulkko.e2e.Lab;
import dev.mulkko.testbed.cluster.User;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A sample on a cluster. */
final class Played {

  /** Times that a good release spends: nobody waits for them here. */
  private static final Pattern TIME =
      Pattern.compile(
          "(?m)^(?<field> *(?:duration|prePromotion|postPromotion|scaleDownDelay): )\\w+$");

  /** Where the app of all samples has its name. */
  private static final Pattern NAME = Pattern.compile("(?m)(?<field>(?:name|app|service): )shop$");

  private static final Set<String> OF_THE_CLUSTER = Set.of("MetricProvider", "ClusterDeployLock");
  static final int REPLICAS = 2;

  private final Lab lab;
  private final Sample sample;
  private final String namespace;
  private final String name;
  private final Attached attached;
  private final List<Resource<HasMetadata>> ofTheCluster = new ArrayList<>();
  private String comparedBy = "";

  /** In a namespace of its own. */
  Played(Lab lab, Sample sample) {
    this(lab, sample, lab.cluster().newNamespace("sample"), sample.workload());
  }

  /**
   * Beside others.
   *
   * @param name of its app, which is the shop in all samples
   */
  Played(Lab lab, Sample sample, String namespace, String name) {
    this.lab = lab;
    this.sample = sample;
    this.namespace = namespace;
    this.name = name;
    this.attached = new Attached(lab, namespace, name);
  }

  String namespace() {
    return namespace;
  }

  Attached attached() {
    return attached;
  }

  /** The app as the sample has it, but for the number of its pods. */
  void open() {
    for (HasMetadata object : load(text(sample.appManifest()))) {
      if (object instanceof Deployment deployment) {
        deployment.getSpec().setReplicas(REPLICAS);
        if (sample.wantsLimits()) {
          limit(deployment);
        }
      }
      create(object);
    }
  }

  private static void limit(Deployment deployment) {
    deployment
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .forEach(
            container ->
                container.setResources(
                    new ResourceRequirementsBuilder()
                        .addToLimits("memory", new Quantity("256Mi"))
                        .build()));
  }

  boolean isOpen() {
    Integer available = attached.deployment().getStatus().getAvailableReplicas();
    return available != null && available == REPLICAS;
  }

  void attach() {
    attach(rollout -> rollout);
  }

  void attach(UnaryOperator<String> change) {
    sample.administered().forEach(path -> add(path, provider -> provider));
    add(sample.manifest(), text -> change.apply(TIME.matcher(text).replaceAll("${field}1s")));
  }

  /**
   * Creates what another file has.
   *
   * @param change to its text
   */
  List<HasMetadata> add(String path, UnaryOperator<String> change) {
    return load(change.apply(text(path))).stream().map(this::create).toList();
  }

  boolean isAttached() {
    RolloutStatus status = attached.rollout().getStatus();
    return status != null && "Healthy".equals(status.phase()) && attached.isAsAtRest();
  }

  void release(String version) {
    lab.cluster()
        .client(User.KIM)
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(name)
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"%s\", \"image\": \"shop:%s\"}]}}}}"
                .formatted(name, version));
  }

  /** At its end; whoever is asked for approval on the way gives it. */
  boolean hasEnded() {
    RolloutStatus status = status();
    if ("AwaitingApproval".equals(status.reason()) && actions().isEmpty()) {
      approve();
    }
    if (status.rollout() != null && status.rollout().requestsFrom() != null) {
      comparedBy = status.rollout().requestsFrom();
    }
    return sample.hasEnded(attached);
  }

  /** Who has told of the requests of both versions; empty when nobody was asked. */
  String comparedBy() {
    return comparedBy;
  }

  Sample sample() {
    return sample;
  }

  RolloutStatus status() {
    return Objects.requireNonNull(attached.rollout().getStatus());
  }

  /** Which locks hold it, and why; empty when none does. */
  String locked() {
    return status().conditions().stream()
        .filter(c -> c.getType().equals("Locked") && c.getStatus().equals("True"))
        .map(c -> c.getMessage())
        .findFirst()
        .orElse("");
  }

  private List<RolloutAction> actions() {
    return lab.client().resources(RolloutAction.class).inNamespace(namespace).list().getItems();
  }

  private void approve() {
    RolloutAction action = new RolloutAction();
    action.setMetadata(
        new ObjectMetaBuilder().withGenerateName("resume-").withNamespace(namespace).build());
    action.setSpec(new RolloutActionSpec(name, "Resume", "it looks good", null));
    lab.cluster().client(User.KIM).resource(action).create();
  }

  String story() {
    return "%s: %s".formatted(this, attached.rollout().getStatus());
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(sample, namespace);
  }

  void close() {
    ofTheCluster.forEach(Resource::delete);
    lab.client().namespaces().withName(namespace).delete();
  }

  private HasMetadata create(HasMetadata object) {
    if (OF_THE_CLUSTER.contains(object.getKind())) {
      Resource<HasMetadata> resource = lab.client().resource(object);
      ofTheCluster.add(resource);
      return resource.create();
    }
    object.getMetadata().setNamespace(namespace);
    return lab.client().resource(object).create();
  }

  private List<HasMetadata> load(String text) {
    return lab.client().load(new ByteArrayInputStream(text.getBytes(UTF_8))).items();
  }

  /** Each has a host of its own, as all share the Gateways, and its app a name. */
  private String text(String path) {
    try (InputStream file =
        Objects.requireNonNull(Played.class.getClassLoader().getResourceAsStream(path), path)) {
      String text =
          new String(file.readAllBytes(), UTF_8)
              .replace("shop.example.com", "%s-%s.example.com".formatted(name, namespace))
              .replace("https://prometheus.monitoring:9090", lab.cluster().prometheus().toString())
              .replace("- name: edge\n", "- name: %s\n".formatted(sample.gateway()));
      return NAME.matcher(text).replaceAll("${field}" + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
