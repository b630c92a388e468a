package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.cluster.ApiRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One good release, looked at from all sides. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GoodReleaseTest {

  private static final int MOST_WRITES = 60;
  private static final int MOST_READS = 5;
  private static final Duration QUIET = Duration.ofMinutes(2);
  private static final Duration ROUTE_SETTLE = Duration.ofSeconds(3);

  private Stage stage;
  private Answers answers;
  private Instant released;
  private Instant rested;

  @BeforeAll
  void aGoodReleaseIsPromoted() {
    stage = Stage.open("good", Pace.QUICK);
    released = stage.release("v2", Map.of());
    stage.awaitPromoted("v2");
    Figure.seconds("length of a good release with pauses of 1 s", released, Instant.now());
    stage.await("says that it is at rest", status -> "Healthy".equals(status.reason()));
    rested = Instant.now();
    answers = stage.clients.stop();
  }

  @AfterAll
  void close() {
    stage.close();
  }

  @Test
  void noRequestIsLostOrRepeated() {
    Answers.Sum all = answers.all();
    Figure.say(
        "lost in a good release with keep-alive = %d of %d", all.kept().lost(), all.kept().sent());
    Figure.say(
        "lost in a good release without keep-alive = %d of %d",
        all.fresh().lost(), all.fresh().sent());
    answers.assertNoneLostOrRepeated();
    assertThat(all.answeredBy("v1")).isPositive();
    assertThat(all.answeredBy("v2")).isPositive();
  }

  @Test
  void noPodIsRestartedOrReplaced() {
    stage.assertPodsUntouched("v1");
    stage.assertPodsUntouched("v2");
  }

  @Test
  void theUsersObjectsAreAsBeforeButForTheImage() {
    stage.assertObjectsAsBefore("v2");
  }

  @Test
  void theOperatorWritesLittle() {
    List<ApiRequest> writes = stage.books.between(released, rested);
    Figure.count("API writes of a good release, Events included", writes.size(), "writes");
    Figure.say("what they are = %s", Books.byKind(writes));
    List<ApiRequest> reads = stage.books.reads(released, rested);
    Figure.say("API reads of a good release = %d %s", reads.size(), Books.byKind(reads));
    assertThat(reads)
        .as("reads: of the Deployment, before a ReplicaSet changes hands")
        .hasSizeLessThanOrEqualTo(MOST_READS);
    assertThat(writes).hasSizeLessThanOrEqualTo(MOST_WRITES);
  }

  @Test
  void eachRouteWriteSettlesBeforeTheNextAct() {
    List<Instant> routes = stage.books.patches("httproutes", released);
    assertThat(routes)
        .as("both are named, 5 %, 50 %, 100 %, by the Service, in its own form")
        .hasSize(6);
    for (int i = 1; i < routes.size(); i++) {
      assertThat(Duration.between(routes.get(i - 1), routes.get(i))).isGreaterThan(ROUTE_SETTLE);
    }
    Instant retired = stage.books.patches("replicasets", released).getLast();
    assertThat(Duration.between(routes.get(4), retired)).isGreaterThan(ROUTE_SETTLE);
    assertThat(routes.getLast()).isAfter(retired);
  }

  @Test
  void atRestNothingIsWritten() {
    Wait.until(
        QUIET.plusSeconds(30),
        "two minutes at rest",
        () -> Instant.now().isAfter(rested.plus(QUIET)));
    List<ApiRequest> writes = stage.books.between(rested, rested.plus(QUIET));
    Figure.count("API writes at rest in 2 minutes", writes.size(), "writes");
    assertThat(writes).isEmpty();
  }
}
