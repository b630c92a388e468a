package dev.mulkko.testbed.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Starts a cluster for people to explore and holds it until the JVM is killed. The only argument, a
 * folder for its files, may be left out.
 */
public final class ClusterMain {

  private ClusterMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    Instant begin = Instant.now();
    try (LocalCluster cluster = LocalCluster.start(options(arguments))) {
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
      System.err.printf("ready after %d ms%n", Duration.between(begin, Instant.now()).toMillis());
      System.err.printf(
          "%s, gateway %s, Traefik %s, Prometheus %s%n",
          cluster.apiServer(), cluster.gateway(), cluster.gatewayApi(), cluster.prometheus());
      System.err.printf(
          "inside: nsenter -t %d -U -n --preserve-credentials%n", ProcessHandle.current().pid());
      System.out.println("KUBECONFIG=" + cluster.kubeconfig());
      Thread.currentThread().join();
    }
  }

  private static ClusterOptions options(String[] arguments) {
    ClusterOptions defaults = ClusterOptions.defaults();
    return arguments.length == 0 ? defaults : defaults.withDirectory(Path.of(arguments[0]));
  }
}
