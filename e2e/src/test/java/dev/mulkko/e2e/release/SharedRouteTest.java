package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Wait;
import dev.mulkko.kube.Json;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two Rollouts whose Services are behind one HTTPRoute, each with a rule of its own. */
@Tag("cluster")
final class SharedRouteTest {

  private static final int CART = 0;
  private static final int SHOP = 1;

  /** Which rules an update of the route has changed. */
  private record Update(boolean cart, boolean shop) {}

  @Test
  void oneIsAbortedAt50PercentWhileTheOtherIsPromotedAndEachTouchesItsOwnRuleOnly() {
    List<Update> updates = new CopyOnWriteArrayList<>();
    try (Stage stage =
            Stage.open(
                "two",
                Pace.STAYS_AT_50,
                deployment -> deployment,
                _ -> Map.of(),
                shop -> new Cart(SharedLab.lab(), shop).open());
        SharedIndexInformer<?> _ = watch(stage, updates)) {
      Cart cart = new Cart(stage.lab, stage.shop);
      cart.attach(Pace.QUICK);
      try (LoadRun load = LoadClient.start(cart.load())) {
        stage.release("v2", Map.of());
        stage.awaitPauseAt("50%");
        cart.release("cart-2");
        Resource<RolloutAction> abort = stage.kim.asksForAbort();
        Kim.awaitDone(abort);
        stage.awaitRolledBack();
        Wait.until(Stage.LIMIT, "the cart is promoted", () -> cart.promoted("cart-2"));
        LoadStats orders = load.stop().all();
        Answers answers = stage.clients.stop();

        assertThat(orders.lost()).as(orders.toString()).isZero();
        answers.assertNoneLost(answers.all());
        Map<String, Long> answered = new TreeMap<>(answers.all().answered());
        answered.putAll(orders.answered());
        assertThat(answers.handled()).as("what the apps counted").isEqualTo(answered);
        assertThat(orders.answered()).containsOnlyKeys("cart-1", "cart-2");
        assertThat(updates).as("updates of the route's spec").isNotEmpty();
        assertThat(updates).noneMatch(update -> update.cart && update.shop);
        assertThat(updates)
            .filteredOn(Update::cart)
            .as("both named, 5, 50, 100 %, by the Service, and home")
            .hasSize(6);
        assertThat(updates)
            .filteredOn(Update::shop)
            .as("both named, 5, 50, 0 %, by the Service, and home")
            .hasSize(6);
        stage.assertTrafficAsBefore();
        stage.assertPodsUntouched("v1");
        stage.assertPodsUntouched("cart-1");
        stage.assertPodsUntouched("cart-2");
      }
    }
  }

  /** Of ten requests nine are the shop's, whatever becomes of them, and one is the cart's. */
  @Test
  void anotherServiceInTheSameRuleKeepsItsShareThroughAReleaseAndAnAbort() {
    try (Stage stage =
        Stage.open(
            "tenth",
            Pace.QUICK,
            deployment -> deployment,
            _ -> Map.of(),
            shop -> {
              Cart cart = new Cart(SharedLab.lab(), shop);
              cart.open();
              cart.joinsTheShop(9, 1);
            })) {
      stage.release("v2", Map.of());
      stage.awaitPromoted("v2");
      stage.kim.changesPace(Pace.STAYS_AT_50);
      stage.release("v3", Map.of());
      stage.awaitPauseAt("50%");
      Kim.awaitDone(stage.kim.asksForAbort());
      stage.awaitRolledBack();
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      Answers.Sum all = answers.all();
      assertThat(all.answered()).containsOnlyKeys("v1", "v2", "v3", "cart-1");
      double share = (double) all.answeredBy("cart-1") / all.sent();
      Figure.say("share of a Service that has a tenth = %.4f of %d", share, all.sent());
      assertThat(share).isCloseTo(0.1, within(4 * Math.sqrt(0.1 * 0.9 / all.sent())));
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v2");
      stage.assertPodsUntouched("cart-1");
    }
  }

  private static SharedIndexInformer<?> watch(Stage stage, List<Update> updates) {
    return stage
        .lab
        .client()
        .genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute")
        .inNamespace(stage.shop.namespace())
        .inform(
            new Change<GenericKubernetesResource>(
                (before, now) -> {
                  Update update =
                      new Update(changed(before, now, CART), changed(before, now, SHOP));
                  return (update.cart || update.shop) && updates.add(update);
                },
                () -> {}));
  }

  private static boolean changed(
      GenericKubernetesResource before, GenericKubernetesResource now, int rule) {
    return !backends(before, rule).equals(backends(now, rule));
  }

  private static JsonNode backends(GenericKubernetesResource route, int rule) {
    return Json.tree(route).at("/spec/rules/%d/backendRefs".formatted(rule));
  }
}
