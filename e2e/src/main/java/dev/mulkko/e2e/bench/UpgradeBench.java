package dev.mulkko.e2e.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.api.v1beta1.Strategy;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.demo.Say;
import dev.mulkko.testbed.cluster.ClusterOptions;
import dev.mulkko.testbed.cluster.User;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The operator is replaced by another version of itself and back again, with a canary at 40 % and
 * under load; the types are those of the newer one. People read standard error; the last line of
 * standard output is the figures as one JSON object.
 */
public final class UpgradeBench {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String WEIGHT = "40%";

  private static final String STEPS =
      """
      canary:
        steps: [{setWeight: 40}, {pause: {}}, {setWeight: 80}, {pause: {duration: 2s}}]
        scaleDownDelay: 5s
      """;

  /** What must be the same after each change. */
  private record Place(
      @Nullable String weight,
      int step,
      @Nullable Instant started,
      @Nullable String stable,
      @Nullable String canary) {
    static Place of(RolloutStatus status) {
      RolloutProgress progress = Objects.requireNonNull(status.rollout());
      return new Place(
          status.weight(),
          progress.stepIndex(),
          progress.stepStartedAt(),
          status.stable(),
          status.canary());
    }
  }

  private UpgradeBench() {}

  /**
   * Upgrades and goes back.
   *
   * @param args the class path of the former operator
   */
  public static void main(String[] args) {
    ObjectNode figures;
    try (Lab lab = Lab.open(ClusterOptions.defaults())) {
      figures = play(lab, args[0]);
    }
    System.out.println(figures);
    boolean good = figures.path("lost").asLong() == 0 && figures.path("sameStep").asBoolean();
    System.exit(good ? 0 : 1);
  }

  private static ObjectNode play(Lab lab, String formerClassPath) {
    Shop shop = new Shop(lab, lab.cluster().newNamespace("upgrade"));
    shop.open(deployment -> deployment);
    OperatorProcess operator = former(lab, shop, formerClassPath);
    try (LoadRun load = LoadClient.start(shop.load("upgrade.csv").withRate(100))) {
      shop.attach(rollout -> steps(lab, rollout));
      shop.release("v2", Map.of());
      RolloutStatus paused =
          shop.await(
              LIMIT,
              "pauses at " + WEIGHT,
              status ->
                  WEIGHT.equals(status.weight())
                      && status.rollout() != null
                      && status.rollout().stepStartedAt() != null);
      Place before = Place.of(paused);
      Say.line("the former one holds %s", before);
      operator.close();
      operator = OperatorProcess.in(shop.namespace(), lab, Map.of());
      operator.awaitReady();
      Place after = looked(lab, shop, 1);
      Say.line("the newer one holds %s", after);
      operator.close();
      operator = former(lab, shop, formerClassPath);
      Place back = looked(lab, shop, 2);
      Say.line("the former one again holds %s", back);
      shop.asks("Resume", "the upgrade was taken back");
      shop.await(LIMIT, "promotes v2", _ -> shop.promoted("v2"));
      operator.close();
      operator = OperatorProcess.in(shop.namespace(), lab, Map.of());
      operator.awaitReady();
      shop.release("v3", Map.of());
      shop.await(LIMIT, "pauses again", status -> WEIGHT.equals(status.weight()));
      shop.asks("Abort", "enough was seen");
      shop.await(LIMIT, "rolls back", _ -> shop.rolledBack());
      LoadStats all = load.stop().all();
      return JsonNodeFactory.instance
          .objectNode()
          .put("requests", all.sent())
          .put("lost", all.lost())
          .put("sameStep", before.equals(after) && before.equals(back));
    } catch (ConditionTimeoutException e) {
      Say.line("%s%n%s", shop.status(), operator.lastLines(20));
      throw e;
    } finally {
      operator.close();
    }
  }

  private static Rollout steps(Lab lab, Rollout rollout) {
    var strategy = lab.client().getKubernetesSerialization().unmarshal(STEPS, Strategy.class);
    var spec = rollout.getSpec();
    rollout.setSpec(
        new RolloutSpec(
            spec.workloadRef(),
            spec.traffic(),
            strategy,
            spec.analysis(),
            spec.progressDeadline(),
            spec.revisionHistoryLimit(),
            spec.suspend()));
    return rollout;
  }

  private static OperatorProcess former(Lab lab, Shop shop, String classPath) {
    OperatorProcess operator =
        OperatorProcess.by(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-cp",
                classPath,
                "dev.mulkko.operator.Main"),
            lab,
            // Its chart gave it other rights, which go back with it.
            Map.of(
                "MULKKO_NAMESPACES",
                shop.namespace(),
                "KUBECONFIG",
                lab.cluster().kubeconfig(User.ADMIN).toString()));
    operator.awaitReady();
    return operator;
  }

  /** Where it is when the operator that runs now has read an edit of the Rollout. */
  private static Place looked(Lab lab, Shop shop, int edit) {
    Rollout edited =
        lab.client()
            .resource(shop.rollout())
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\": {\"progressDeadline\": \"2%dm\"}}".formatted(edit));
    long generation = edited.getMetadata().getGeneration();
    return Place.of(
        shop.await(LIMIT, "is looked at", status -> status.observedGeneration() == generation));
  }
}
