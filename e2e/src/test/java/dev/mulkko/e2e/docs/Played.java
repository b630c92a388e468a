package dev.mulkko.e2e.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutActionSpec;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Attached;
import dev.mulkko.e2e.Lab;
import dev.mulkko.testbed.cluster.User;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** A sample in a namespace of its own. */
final class Played {

  /** Times that a good release spends: nobody waits for them here. */
  private static final Pattern TIME =
      Pattern.compile(
          "(?m)^(?<field> *(?:duration|prePromotion|postPromotion|scaleDownDelay): )\\w+$");

  private static final int REPLICAS = 2;

  private final Lab lab;
  private final Sample sample;
  private final String namespace;
  private final Attached attached;

  Played(Lab lab, Sample sample) {
    this.lab = lab;
    this.sample = sample;
    this.namespace = lab.cluster().newNamespace("sample");
    this.attached = new Attached(lab, namespace, sample.workload());
  }

  String namespace() {
    return namespace;
  }

  /** The app as the sample has it, but for the number of its pods. */
  void open() {
    for (HasMetadata object : load(text(sample.appManifest()))) {
      if (object instanceof Deployment deployment) {
        deployment.getSpec().setReplicas(REPLICAS);
      }
      create(object);
    }
  }

  boolean isOpen() {
    Integer available = attached.deployment().getStatus().getAvailableReplicas();
    return available != null && available == REPLICAS;
  }

  void attach() {
    load(TIME.matcher(text(sample.manifest())).replaceAll("${field}1s")).forEach(this::create);
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
        .withName(sample.workload())
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"shop\", \"image\": \"shop:%s\"}]}}}}"
                .formatted(version));
  }

  /** At its end; whoever is asked for approval on the way gives it. */
  boolean hasEnded() {
    RolloutStatus status = Objects.requireNonNull(attached.rollout().getStatus());
    if ("AwaitingApproval".equals(status.reason()) && actions().isEmpty()) {
      approve();
    }
    return sample.hasEnded(attached);
  }

  private List<RolloutAction> actions() {
    return lab.client().resources(RolloutAction.class).inNamespace(namespace).list().getItems();
  }

  private void approve() {
    RolloutAction action = new RolloutAction();
    action.setMetadata(
        new ObjectMetaBuilder().withGenerateName("resume-").withNamespace(namespace).build());
    action.setSpec(new RolloutActionSpec(sample.workload(), "Resume", "it looks good", null));
    lab.cluster().client(User.KIM).resource(action).create();
  }

  String story() {
    Rollout rollout = attached.rollout();
    return "%s (%s): %s".formatted(sample.folder(), namespace, rollout.getStatus());
  }

  void close() {
    lab.client().namespaces().withName(namespace).delete();
  }

  private void create(HasMetadata object) {
    lab.client().resource(object).inNamespace(namespace).create();
  }

  private List<HasMetadata> load(String text) {
    return lab.client().load(new ByteArrayInputStream(text.getBytes(UTF_8))).items();
  }

  /** Each has a host of its own, as all share the Gateways, and the worker's app has its name. */
  private String text(String path) {
    try (InputStream file =
        Objects.requireNonNull(Played.class.getClassLoader().getResourceAsStream(path), path)) {
      return new String(file.readAllBytes(), UTF_8)
          .replace("shop.example.com", namespace + ".example.com")
          .replace("- name: edge\n", "- name: %s\n".formatted(sample.gateway()))
          .replace("name: shop\n  labels", "name: %s\n  labels".formatted(sample.workload()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
