package dev.mulkko.cli.server;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutActionStatus;
import dev.mulkko.cli.Golden;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A scene in a namespace of its own, on which a test plays the operator. */
public record Stage(ApiServer server, String namespace) {

  /** Everything of a scene but the route, whose kind this server does not know. */
  public static Stage of(ApiServer server, String scene) {
    KubernetesClient client = server.client();
    String namespace =
        client
            .resource(
                new NamespaceBuilder()
                    .withNewMetadata()
                    .withGenerateName("cli-")
                    .endMetadata()
                    .build())
            .create()
            .getMetadata()
            .getName();
    Stage stage = new Stage(server, namespace);
    List<String> documents =
        Stream.of(Golden.read("scenes/" + scene + "/in.yaml").split("(?m)^---$"))
            .filter(document -> !document.contains("\nkind: HTTPRoute"))
            .toList();
    String uid = "d1";
    for (String document : documents) {
      HasMetadata created = stage.create(document.replace("uid: d1", "uid: " + uid));
      uid = created instanceof Deployment ? created.getMetadata().getUid() : uid;
    }
    return stage;
  }

  private HasMetadata create(String document) {
    KubernetesClient client = server.client();
    HasMetadata object =
        document.contains("kind: Rollout")
            ? client.getKubernetesSerialization().unmarshal(document, Rollout.class)
            : client.getKubernetesSerialization().unmarshal(document);
    object.getMetadata().setNamespace(namespace);
    object.getMetadata().setUid(null);
    HasMetadata created = client.resource(object).create();
    if (object instanceof ReplicaSet rs) {
      rs.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());
      client.resource(rs).updateStatus();
    }
    if (object instanceof Rollout rollout) {
      String status = client.getKubernetesSerialization().asYaml(rollout.getStatus());
      status(status.replace("---\n", "").replace("observedGeneration: 2", "observedGeneration: 1"));
    }
    return created;
  }

  /** What the operator would write. */
  public void status(String yaml) {
    Rollout rollout =
        server
            .client()
            .getKubernetesSerialization()
            .unmarshal(
                "apiVersion: mulkko.dev/v1beta1\nkind: Rollout\nmetadata: {name: shop}\nstatus:\n"
                    + yaml.indent(2),
                Rollout.class);
    server
        .client()
        .resources(Rollout.class)
        .inNamespace(namespace)
        .withName("shop")
        .editStatus(
            now -> {
              now.setStatus(rollout.getStatus());
              return now;
            });
  }

  public List<RolloutAction> actions() {
    return server.client().resources(RolloutAction.class).inNamespace(namespace).list().getItems();
  }

  /** The operator's answer to a request. */
  public void answer(RolloutAction action, String phase, String message) {
    server
        .client()
        .resource(action)
        .inNamespace(namespace)
        .editStatus(
            now -> {
              now.setStatus(new RolloutActionStatus(phase, message, Instant.EPOCH));
              return now;
            });
  }

  public void deleteRollout() {
    server.client().resources(Rollout.class).inNamespace(namespace).withName("shop").delete();
  }

  public Deployment deployment() {
    return server.client().apps().deployments().inNamespace(namespace).withName("shop").require();
  }

  /** The arguments, with those that name this place. */
  public String[] arguments(String... arguments) {
    return Stream.concat(
            Stream.of(arguments),
            Stream.of("--kubeconfig", server.kubeconfig().toString(), "-n", namespace))
        .toArray(String[]::new);
  }
}
