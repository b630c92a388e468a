package dev.mulkko.e2e.release;

import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.cluster.ApiRequest;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("cluster")
final class KilledOperatorTest {

  @ParameterizedTest
  @EnumSource
  void anOperatorThatIsKilledIsFollowedByOneThatFinishesTheRelease(Place place) {
    try (Stage stage = Stage.open("killed", Pace.QUICK)) {
      CompletableFuture<Instant> killed = new CompletableFuture<>();
      try (SharedIndexInformer<?> _ =
          place.watch(stage.lab.client(), stage.shop, () -> kill(stage, killed))) {
        stage.release("v2", Map.of());
        Wait.until(Stage.LIMIT, "the operator is killed", killed::isDone);
      }
      stage.startOperator();
      stage.awaitPromoted("v2");
      Answers answers = stage.clients.stop();

      print(place, stage, killed.join());
      answers.assertNoneLostOrRepeated();
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
    }
  }

  private static void kill(Stage stage, CompletableFuture<Instant> killed) {
    if (!killed.isDone()) {
      stage.killOperator();
      killed.complete(Instant.now());
    }
  }

  private static void print(Place place, Stage stage, Instant killed) {
    String where = place.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    ApiRequest last = stage.books.between(Instant.MIN, killed).getLast();
    ApiRequest first = stage.books.since(killed).getFirst();
    Figure.say(
        "killed at %s between = %s %s and %s %s",
        where, last.verb(), last.resource(), first.verb(), first.resource());
    Figure.seconds(
        "kill -9 at %s to the first write of the next process".formatted(where),
        killed,
        first.time());
  }
}
