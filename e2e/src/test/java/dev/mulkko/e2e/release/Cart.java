package dev.mulkko.e2e.release;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.api.v1beta1.WorkloadRef;
import dev.mulkko.e2e.Attached;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.cluster.User;
import dev.mulkko.testbed.load.LoadOptions;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Objects;

/** A second app of the shop's team, behind a rule of the shop's own route. */
record Cart(Lab lab, Shop shop) {

  private static final String NAME = "cart";
  private static final String PATH = "/cart";
  private static final Map<String, String> LABELS = Map.of("app", NAME);

  /** Returns when its pods are available. */
  void open() {
    create(shop.manifest(Deployment.class));
    create(shop.manifest(Service.class));
    patchRoute(
        """
        [{"op": "add", "path": "/spec/rules/0", "value": {
            "matches": [{"path": {"type": "PathPrefix", "value": "%s"}}],
            "backendRefs": [{"name": "%s", "port": 80}]}}]
        """
            .formatted(PATH, NAME));
    Wait.until(Stage.LIMIT, "the cart is open", this::available);
  }

  /** From now on the shop's own rule leads here too. */
  void joinsTheShop(int shops, int its) {
    patchRoute(
        """
        [{"op": "replace", "path": "/spec/rules/1/backendRefs/0/weight", "value": %d},
         {"op": "add", "path": "/spec/rules/1/backendRefs/-",
          "value": {"name": "%s", "port": 80, "weight": %d}}]
        """
            .formatted(shops, NAME, its));
  }

  private void patchRoute(String patch) {
    lab.client()
        .genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute")
        .inNamespace(shop.namespace())
        .withName("shop")
        .patch(PatchContext.of(PatchType.JSON), patch);
  }

  private void create(Deployment model) {
    Deployment cart =
        new DeploymentBuilder(model)
            .withMetadata(new ObjectMetaBuilder().withName(NAME).build())
            .editSpec()
            .withNewSelector()
            .withMatchLabels(LABELS)
            .endSelector()
            .editTemplate()
            .editMetadata()
            .withLabels(LABELS)
            .endMetadata()
            .editSpec()
            .editFirstContainer()
            .withImage("shop:cart-1")
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();
    lab.client().resource(cart).inNamespace(shop.namespace()).create();
  }

  private void create(Service model) {
    Service cart =
        new ServiceBuilder(model)
            .withMetadata(new ObjectMetaBuilder().withName(NAME).build())
            .editSpec()
            .withSelector(LABELS)
            .endSpec()
            .build();
    lab.client().resource(cart).inNamespace(shop.namespace()).create();
  }

  private boolean available() {
    Deployment now = attached().deployment();
    return now.getSpec().getReplicas().equals(now.getStatus().getAvailableReplicas());
  }

  /** Attaches a Rollout like the shop's and returns when it is at rest. */
  void attach(Pace pace) {
    Rollout rollout = new Rollout();
    rollout.setMetadata(
        new ObjectMetaBuilder().withName(NAME).withNamespace(shop.namespace()).build());
    RolloutSpec model = shop.rollout().getSpec();
    Traffic traffic = Objects.requireNonNull(model.traffic());
    rollout.setSpec(
        new RolloutSpec(
            new WorkloadRef("Deployment", NAME, null),
            new Traffic(NAME, traffic.routes(), traffic.settle()),
            model.strategy(),
            model.analysis(),
            model.progressDeadline(),
            null,
            null));
    lab.client().resource(pace.apply(rollout)).create();
    Wait.until(Stage.LIMIT, "the cart is attached", () -> attached().promoted("cart-1"));
  }

  void release(String version) {
    client()
        .apps()
        .deployments()
        .inNamespace(shop.namespace())
        .withName(NAME)
        .patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\": \"replace\", \"path\": \"/spec/template/spec/containers/0/image\", \"value\": \"shop:%s\"}]"
                .formatted(version));
  }

  boolean promoted(String version) {
    return attached().promoted(version);
  }

  /** Load for the cart, through the Gateway. */
  LoadOptions load() {
    return LoadOptions.to(
            lab.cluster().gateway().resolve(PATH), lab.file(shop.namespace() + "-cart.csv"))
        .withHost(shop.host());
  }

  private Attached attached() {
    return new Attached(lab, shop.namespace(), NAME);
  }

  private KubernetesClient client() {
    return lab.cluster().client(User.KIM);
  }
}
