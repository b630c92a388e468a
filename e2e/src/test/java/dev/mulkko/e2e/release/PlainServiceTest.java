package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.kube.Names;
import dev.mulkko.testbed.cluster.ApiRequest;
import dev.mulkko.testbed.load.LoadReport;
import dev.mulkko.testbed.load.LoadStats;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No route: the pods behind the Service are the shares. */
@Tag("cluster")
final class PlainServiceTest {

  private static final int SAMPLE = 1000;

  /** Standard deviations: one run in 16,000 is further off by chance. */
  private static final double WIDTH = 4;

  @Test
  void aGoodReleaseIsPromotedAndItsShareIsThatOfItsPods() {
    try (Stage stage = open("plain", Manner.shares());
        Dialled dialled = Dialled.shop(stage)) {
      Instant released = stage.release("v2", Map.of());
      String canary = Objects.requireNonNull(stage.awaitPauseAt("50%").canary());
      double wanted = shareOfPods(stage, canary);
      Instant ready = firstReady(stage, canary);
      Instant from = Instant.now();
      dialled.awaitMore(SAMPLE);
      Instant to = Instant.now();
      stage.shop.asks("Resume", null);
      stage.awaitPromoted("v2");
      LoadReport report = dialled.stop();
      Answers answers = stage.clients.stop();

      Dialled.assertNoneLostOrRepeated(answers, report);
      assertShare(report.between(from, to), wanted);
      Instant shared = serviceWrites(stage, released).get(1);
      Instant first = Dialled.firstEnd(report, "v2");
      Figure.seconds("the Service selects both to the first answer of v2", shared, first);
      assertThat(ready).as("first ready pod of v2").isBefore(shared);
      assertThat(first).as("first answer of v2").isAfter(shared);
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
    }
  }

  @Test
  void anAbortAtHalfGivesAllTrafficBackWithoutALostRequest() {
    try (Stage stage = open("plain-abort", Manner.shares());
        Dialled dialled = Dialled.shop(stage)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("50%");
      dialled.awaitMore(SAMPLE / 10);
      Instant asked = Instant.now();
      Resource<RolloutAction> abort = stage.kim.asksForAbort();
      Kim.awaitDone(abort);
      Instant done = Instant.now();
      stage.awaitRolledBack();
      LoadReport report = dialled.stop();
      Answers answers = stage.clients.stop();

      Figure.seconds("abort of a plain Service asked for to Done", asked, done);
      Figure.seconds(
          "abort of a plain Service asked for to the last request that v2 answered",
          asked,
          Dialled.lastDue(report, "v2"));
      Dialled.assertNoneLostOrRepeated(answers, report);
      assertThat(report.all().answeredBy("v2")).as("answers of v2").isPositive();
      assertThat(report.between(done, Instant.MAX).answeredBy("v2"))
          .as("answers of v2 after Done")
          .isZero();
      assertThat(answers.since(done).answeredBy("v2")).as("answers of v2 after Done").isZero();
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }

  @Test
  void aVersionThatIsNeverReadyGetsNoAnswerAndIsAbortedAtItsDeadline() {
    try (Stage stage = open("plain-late", Manner.shares().withDeadline("5s"));
        Dialled dialled = Dialled.shop(stage)) {
      stage.release("v2", Map.of("NEVER_READY", "true"));
      RolloutStatus end = stage.awaitRolledBack();
      LoadReport report = dialled.stop();
      Answers answers = stage.clients.stop();

      assertThat(end.refused().getFirst().reason()).isEqualTo("ProgressDeadlineExceeded");
      Dialled.assertNoneLostOrRepeated(answers, report);
      assertThat(answers.handled()).as("who was asked").containsOnlyKeys("v1");
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }

  private static Stage open(String name, Manner manner) {
    return Stage.open(name, manner, deployment -> deployment, _ -> Map.of(), _ -> {});
  }

  private static double shareOfPods(Stage stage, String canary) {
    List<Pod> all = stage.lab.client().pods().inNamespace(stage.shop.namespace()).list().getItems();
    return (double) all.stream().filter(pod -> isOf(pod, canary)).count() / all.size();
  }

  private static boolean isOf(Pod pod, String revision) {
    return revision.equals(pod.getMetadata().getLabels().get(Names.HASH));
  }

  /** As its status says, in whole seconds. */
  private static Instant firstReady(Stage stage, String canary) {
    return stage.lab.client().pods().inNamespace(stage.shop.namespace()).list().getItems().stream()
        .filter(pod -> isOf(pod, canary))
        .flatMap(pod -> pod.getStatus().getConditions().stream())
        .filter(condition -> condition.getType().equals("Ready"))
        .map(condition -> Instant.parse(condition.getLastTransitionTime()))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** The operator's, in the order of a release: stable alone, both, the canary alone, home. */
  private static List<Instant> serviceWrites(Stage stage, Instant released) {
    return stage.books.since(released).stream()
        .filter(request -> request.resource().equals("services") && request.name().equals("shop"))
        .filter(request -> request.code() == 200)
        .map(ApiRequest::time)
        .toList();
  }

  private static void assertShare(LoadStats stats, double wanted) {
    long sent = stats.sent();
    double share = (double) stats.answeredBy("v2") / sent;
    double most = WIDTH * Math.sqrt(wanted * (1 - wanted) / sent);
    Figure.say(
        "share of v2 behind a plain Service = %.3f of %d, wanted %.3f, allowed %.3f off",
        share, sent, wanted, most);
    assertThat(Math.abs(share - wanted)).as("off the share of the pods").isLessThan(most);
  }
}
