package dev.mulkko.e2e.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.PodLedger;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.testbed.cluster.ClusterOptions;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadRun;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A good release, one that crashes, one that answers but fails, and the way back to the first, on a
 * real cluster under real traffic. People read standard error; the last line of standard output is
 * the figures as one JSON object. The exit code is 0 only when the story came true.
 */
public final class Demo {

  private static final int RATE = 100;
  private static final int REPLICAS = 6;
  static final String NAMESPACE = "shop";

  private static final Duration LONG = Duration.ofMinutes(3);

  private Demo() {}

  public static void main(String[] args) throws InterruptedException {
    boolean keep = "1".equals(System.getenv("KEEP"));
    Say.line(
        "starting a Kubernetes of its own: etcd, API server, controllers, kube-proxy, Traefik,"
            + " Prometheus");
    Instant begin = Instant.now();
    Figures figures;
    try (Lab lab = Lab.open(ClusterOptions.defaults())) {
      Say.line("cluster is ready after %s", Say.seconds(begin));
      Instant beforeOperator = Instant.now();
      try (OperatorProcess operator = OperatorProcess.start(lab)) {
        Say.line(
            "operator is ready after %s, %d MB resident",
            Say.seconds(beforeOperator), operator.residentMegabytes());
        figures = play(lab);
        System.out.flush();
        if (keep) {
          Say.keep(lab);
          Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "clean up"));
          System.out.println(figures.json());
          Thread.currentThread().join();
        }
      }
    }
    System.out.println(figures.json());
    System.exit(figures.cameTrue() ? 0 : 1);
  }

  private static Figures play(Lab lab) {
    lab.client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    Shop shop = new Shop(lab, NAMESPACE);
    shop.open(deployment -> deployment);
    shop.attach(_ -> Shop.sample(lab, "canary-metrics"));
    Say.line("shop v1 is open with %d pods, and a Rollout is attached", REPLICAS);
    Map<String, JsonNode> before = shop.objects();
    try (PodLedger pods = new PodLedger(lab.client(), NAMESPACE);
        LoadRun load = LoadClient.start(shop.load("demo-requests.csv").withRate(RATE));
        View view = new View(shop, load)) {
      view.start();
      Act good = release(shop, view, "v2", Map.of(), () -> shop.promoted("v2"));
      int disturbed = pods.disturbed("shop:v1", REPLICAS) + pods.disturbed("shop:v2", REPLICAS);
      Act bad = release(shop, view, "v3", Map.of("CRASH_AFTER_S", "0"), shop::rolledBack);
      Act back = release(shop, view, "v2", Map.of(), () -> shop.promoted("v2"));
      boolean restored = back.asWanted() && Restored.but("shop:v2", before, shop.objects());
      Map<String, String> fails = Map.of("ERROR_RATE", errors());
      Act failing = release(shop, view, "v4", fails, () -> refusedByMetric(shop));
      Act undone = undo(shop, view);
      view.stop();
      load.stop();
      return Figures.of(lab, load, new Story(good, bad, failing, undone, disturbed, restored));
    }
  }

  /**
   * What happened between a change of the template and the rest after it.
   *
   * @param asWanted whether it came to rest, and as the story wants
   */
  record Act(String version, Instant from, Instant to, boolean asWanted) {}

  /** All that the figures are made of, but for the records. */
  record Story(Act good, Act bad, Act failing, Act undone, int disturbed, boolean restored) {}

  /** The share of requests that v4 fails, 0 to 1. */
  private static String errors() {
    return System.getenv().getOrDefault("ERRORS", "0.3");
  }

  private static boolean refusedByMetric(Shop shop) {
    return shop.rolledBack()
        && shop.status().refused().getFirst().reason().equals(Reason.MetricFailed.name());
  }

  private static Act undo(Shop shop, View view) {
    view.say("the developer wants v1 back: undo");
    return act("v1", view, () -> shop.asks("Undo", "v1 was good enough"), () -> shop.runs("v1"));
  }

  private static Act release(
      Shop shop, View view, String version, Map<String, String> env, BooleanSupplier wanted) {
    view.say("the developer releases %s".formatted(version));
    return act(version, view, () -> shop.release(version, env), wanted);
  }

  private static Act act(String version, View view, Runnable what, BooleanSupplier wanted) {
    Instant from = Instant.now();
    what.run();
    boolean asWanted = true;
    try {
      Wait.until(LONG, version + " comes to rest as it should", wanted::getAsBoolean);
    } catch (ConditionTimeoutException e) {
      view.say(String.valueOf(e.getMessage()));
      asWanted = false;
    }
    return new Act(version, from, Instant.now(), asWanted);
  }
}
