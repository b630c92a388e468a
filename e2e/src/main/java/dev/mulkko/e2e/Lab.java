package dev.mulkko.e2e;

import dev.mulkko.testbed.cluster.ClusterOptions;
import dev.mulkko.testbed.cluster.Component;
import dev.mulkko.testbed.cluster.LocalCluster;
import dev.mulkko.testbed.cluster.User;
import dev.mulkko.testbed.node.HollowNode;
import dev.mulkko.testbed.node.Images;
import dev.mulkko.testbed.node.NodeAgent;
import dev.mulkko.testbed.node.NodeOptions;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cluster with a node, the product's types and its admission policies. The operator is started
 * apart: tests kill it.
 */
public final class Lab implements AutoCloseable {

  /** Where the chart is released: the operator's own namespace. */
  public static final String SYSTEM = "mulkko-system";

  private final LocalCluster cluster;
  private final AutoCloseable node;
  private volatile Policies policies = Policies.NONE;

  private Lab(LocalCluster cluster, AutoCloseable node) {
    this.cluster = cluster;
    this.node = node;
  }

  /** With the policies that the whole run is made with. */
  public static Lab open(ClusterOptions options) {
    return open(options, Policies.chosen());
  }

  /** Returns when pods can run and Rollouts can be created. */
  public static Lab open(ClusterOptions options, Policies policies) {
    return open(
        options,
        policies,
        cluster -> NodeAgent.start(cluster.client(), NodeOptions.named("node-1")));
  }

  /**
   * A cluster without anything of ours, and without a gateway.
   *
   * @param images that its node has; they may keep files in the folder
   */
  public static Lab empty(Function<Path, Images> images) {
    LocalCluster cluster =
        LocalCluster.start(
            ClusterOptions.defaults().without(Component.TRAEFIK, Component.PROMETHEUS));
    try {
      NodeOptions node = NodeOptions.named("node-1").withImages(images.apply(cluster.directory()));
      return new Lab(cluster, NodeAgent.start(cluster.client(), node));
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** A cluster of controllers alone: its pods are said to be ready, and no request reaches them. */
  public static Lab hollow(Policies policies) {
    return open(
        ClusterOptions.defaults()
            .without(
                Component.SCHEDULER, Component.KUBE_PROXY, Component.TRAEFIK, Component.PROMETHEUS),
        policies,
        cluster -> HollowNode.start(cluster.client(), NodeOptions.hollow()));
  }

  private static Lab open(
      ClusterOptions options, Policies policies, Function<LocalCluster, AutoCloseable> nodes) {
    LocalCluster cluster = LocalCluster.start(options);
    try {
      AutoCloseable node = nodes.apply(cluster);
      install(cluster);
      Lab lab = new Lab(cluster, node);
      lab.use(policies);
      return lab;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** All that the chart has, but for policies and what runs: tests choose those themselves. */
  private static void install(LocalCluster cluster) {
    KubernetesClient client = cluster.client();
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(SYSTEM).endMetadata().build())
        .create();
    List<CustomResourceDefinition> types =
        Product.of(client)
            .filter(CustomResourceDefinition.class::isInstance)
            .map(CustomResourceDefinition.class::cast)
            .toList();
    types.forEach(crd -> client.resource(crd).create());
    Product.of(client).filter(Product::isRight).forEach(object -> client.resource(object).create());
    cluster.authenticate(User.OPERATOR, SYSTEM, Product.RELEASE);
    types.forEach(
        crd ->
            Wait.until(
                Duration.ofSeconds(20),
                crd.getMetadata().getName() + " is served",
                () -> served(client.resource(crd).get())));
  }

  private static boolean served(@Nullable CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  /** For all namespaces, until it is called again. */
  public void use(Policies which) {
    which.set(client());
    policies = which;
  }

  /**
   * Whether policies change writes: a new template is held, and a dropped pin put back, in the very
   * write. Otherwise Deployments are paused at rest too, and the operator repairs the pin.
   */
  public boolean holdsNewTemplates() {
    return policies == Policies.SERVED && Policies.servesMutating(client());
  }

  /** What {@code spec.paused} of an attached Deployment is at rest: null where it is ordinary. */
  public @Nullable Boolean pausedAtRest() {
    return holdsNewTemplates() ? null : Boolean.TRUE;
  }

  public LocalCluster cluster() {
    return cluster;
  }

  public KubernetesClient client() {
    return cluster.client();
  }

  /**
   * What the app's instances themselves counted.
   *
   * @throws IllegalStateException when nothing runs in this one
   */
  public NodeAgent node() {
    if (node instanceof NodeAgent agent) {
      return agent;
    }
    throw new IllegalStateException("nothing runs on a hollow node");
  }

  public Path file(String name) {
    return cluster.directory().resolve(name);
  }

  @Override
  public void close() {
    try (cluster) {
      node.close();
    } catch (Exception e) {
      throw new IllegalStateException("the node did not end", e);
    }
  }
}
