package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.Product;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two processes, one of which leads: the other one goes on where it stopped. */
@Tag("cluster")
final class LeaderTest {

  private static final String FIRST = "first";
  private static final String SECOND = "second";

  @Test
  void aLeaderThatIsKilledInAStepIsFollowedByTheOtherAndNothingIsDoneTwice() {
    try (Stage stage = open();
        OperatorProcess _ = second(stage)) {
      Instant released = releaseUntilFirstRouteWrite(stage, OperatorProcess::kill);
      stage.awaitPromoted("v2");

      assertNothingDoneTwice(stage, released);
      assertThat(leader(stage)).isEqualTo(SECOND);
    }
  }

  @Test
  void aLeaderThatWakesUpAfterALongSleepEndsItselfAndNothingIsDoneTwice() {
    try (Stage stage = open();
        OperatorProcess _ = second(stage)) {
      Instant released = releaseUntilFirstRouteWrite(stage, OperatorProcess::suspend);
      Wait.until(Stage.LIMIT, "the other one leads", () -> SECOND.equals(leader(stage)));
      stage.awaitUnstopped("goes on", now -> "50%".equals(now.weight()));
      stage.operator().resume();
      Wait.until(Stage.LIMIT, "the sleeper ends itself", () -> !stage.operator().isAlive());
      stage.awaitPromoted("v2");

      assertNothingDoneTwice(stage, released);
    }
  }

  /** As in every upgrade of the operator. */
  @Test
  void aLeaderThatIsStoppedInAStepHandsOverAtOnceAndNothingIsDoneTwice() {
    try (Stage stage = open();
        OperatorProcess _ = second(stage)) {
      Instant released = releaseUntilFirstRouteWrite(stage, OperatorProcess::close);
      assertThat(leader(stage)).as("who leads when the first has ended").isNotEqualTo(FIRST);
      stage.awaitPromoted("v2");

      assertNothingDoneTwice(stage, released);
      assertThat(leader(stage)).isEqualTo(SECOND);
    }
  }

  private static Stage open() {
    return Stage.open("leader", Pace.QUICK, deployment -> deployment, LeaderTest::first, _ -> {});
  }

  private static OperatorProcess second(Stage stage) {
    String namespace = stage.shop.namespace();
    OperatorProcess second = OperatorProcess.in(namespace, stage.lab, lease(namespace, SECOND));
    second.awaitReady();
    return second;
  }

  /** The tests run beside each other: each pair has a lease of its own. */
  private static Map<String, String> first(Shop shop) {
    Product.own(SharedLab.lab().client(), shop.namespace());
    return lease(shop.namespace(), FIRST);
  }

  private static Map<String, String> lease(String namespace, String instance) {
    return Map.of("MULKKO_LEASE_NAMESPACE", namespace, "MULKKO_INSTANCE", instance);
  }

  private static Instant releaseUntilFirstRouteWrite(Stage stage, Consumer<OperatorProcess> blow) {
    assertThat(leader(stage)).isEqualTo(FIRST);
    CompletableFuture<Void> struck = new CompletableFuture<>();
    try (SharedIndexInformer<?> _ =
        Place.FIRST_ROUTE_WRITE.watch(
            stage.lab.client(),
            stage.shop,
            () -> {
              blow.accept(stage.operator());
              struck.complete(null);
            })) {
      Instant released = stage.release("v2", Map.of());
      Wait.until(Stage.LIMIT, "the leader is struck", struck::isDone);
      return released;
    }
  }

  private static void assertNothingDoneTwice(Stage stage, Instant released) {
    Answers answers = stage.clients.stop();
    List<Instant> routes = stage.books.patches("httproutes", released);
    Figure.seconds(
        "a struck leader to the other one's first route write", routes.get(0), routes.get(1));
    assertThat(routes).as("both named, 5, 50, 100 %, by the Service, and home").hasSize(6);
    Map<String, Long> kinds = Books.byKind(stage.books.since(released));
    assertThat(kinds).containsEntry("create replicasets", 1L);
    assertThat(kinds).containsEntry("create services", 2L);
    assertThat(kinds).containsEntry("delete services", 2L);
    answers.assertNoneLostOrRepeated();
    stage.assertObjectsAsBefore("v2");
    stage.assertPodsUntouched("v1");
    stage.assertPodsUntouched("v2");
  }

  private static String leader(Stage stage) {
    Lease lease =
        stage.lab.client().leases().inNamespace(stage.shop.namespace()).withName("mulkko").get();
    return String.valueOf(lease.getSpec().getHolderIdentity());
  }
}
