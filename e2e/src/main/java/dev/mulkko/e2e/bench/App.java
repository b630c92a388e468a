package dev.mulkko.e2e.bench;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Shop;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.TreeMap;

/** What the team of the shop has applied: the sample's Deployment and Service, and its doors. */
final class App {

  static final String PREVIEW = "shop-preview";

  private static final int GRPC_PORT = 9090;

  private App() {}

  /**
   * Of the container, in the order of the names.
   *
   * @param polite whether the app drains when it is told to end; an impolite one drops what it has,
   *     and no preStop holds that off
   */
  static Map<String, String> environment(Router router, boolean polite) {
    Map<String, String> env = new TreeMap<>();
    if (speaksGrpc(router)) {
      env.put("GRPC_PORT", String.valueOf(GRPC_PORT));
    }
    if (!polite) {
      env.put("POLITE", "false");
    }
    return env;
  }

  private static boolean speaksGrpc(Router router) {
    return router.doors().contains(Door.GRPC_ROUTE);
  }

  static void create(Lab lab, Shop shop, Router router, Map<String, String> env, boolean polite) {
    Service service = service(shop.manifest(Service.class), router);
    Deployment deployment = shop.manifest(Deployment.class);
    Container container = deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
    env.forEach((name, value) -> container.getEnv().add(new EnvVar(name, value, null)));
    if (speaksGrpc(router)) {
      container
          .getPorts()
          .add(new ContainerPortBuilder().withName("grpc").withContainerPort(GRPC_PORT).build());
    }
    if (!polite) {
      container.setLifecycle(null);
    }
    create(lab, shop, deployment);
    create(lab, shop, service);
    create(lab, shop, preview(service));
    router.doors().stream()
        .flatMap(door -> door.manifests(lab.client(), shop).stream())
        .forEach(object -> create(lab, shop, object));
  }

  private static void create(Lab lab, Shop shop, HasMetadata object) {
    lab.client().resource(object).inNamespace(shop.namespace()).create();
  }

  private static Service service(Service model, Router router) {
    if (!speaksGrpc(router)) {
      return model;
    }
    return new ServiceBuilder(model)
        .editSpec()
        .addNewPort()
        .withName("grpc")
        .withPort(90)
        .withNewTargetPort("grpc")
        .withAppProtocol("kubernetes.io/h2c")
        .endPort()
        .endSpec()
        .build();
  }

  /** Where the team looks at what is not switched to yet. */
  private static Service preview(Service service) {
    return new ServiceBuilder(service).editMetadata().withName(PREVIEW).endMetadata().build();
  }
}
