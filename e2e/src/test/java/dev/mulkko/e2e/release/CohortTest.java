package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadReport;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Some requests to the new version alone, by a header, and all others to the old one. */
@Tag("cluster")
final class CohortTest {

  private static final long SOME = 200;

  @Test
  void whoSendsTheHeaderMeetsTheNewVersionAndNobodyElseUntilAnAbortTakesAllBack() {
    try (Stage stage = open("cohort")) {
      whoSendsTheHeaderMeetsTheNewVersion(stage);
    }
  }

  @Test
  void behindAnIngressTheHeaderTellsThemApartToo() {
    try (Stage stage = Stage.openBehindAnIngress(Manner.matched())) {
      whoSendsTheHeaderMeetsTheNewVersion(stage);
    }
  }

  private static void whoSendsTheHeaderMeetsTheNewVersion(Stage stage) {
    try (LoadRun matched = load(stage)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("0%");
      Instant settled = Instant.now();
      awaitSome(matched, "v2");
      Instant asked = Instant.now();
      Kim.awaitDone(stage.kim.asksForAbort());
      Instant done = Instant.now();
      stage.awaitRolledBack();
      LoadReport theirs = matched.stop();
      Answers answers = stage.clients.stop();

      assertThat(theirs.between(settled, asked).answered()).containsOnlyKeys("v2");
      assertThat(theirs.between(done, Instant.MAX).answered()).containsOnlyKeys("v1");
      assertThat(answers.all().answered()).containsOnlyKeys("v1");
      assertNoneLost(answers, theirs.all());
      Figure.count(
          "requests with the header that met v2",
          theirs.all().answeredBy("v2"),
          theirs.all().answered().toString());
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }

  @Test
  void aPromotionSendsAllRequestsToTheNewVersionAndLeavesTheRouteAsItWas() {
    try (Stage stage = open("header");
        LoadRun matched = load(stage)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("0%");
      awaitSome(matched, "v2");
      stage.shop.asks("Resume", null);
      stage.awaitPromoted("v2");
      LoadReport theirs = matched.stop();
      Answers answers = stage.clients.stop();

      assertNoneLost(answers, theirs.all());
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
    }
  }

  @Test
  void aTrialByCookieEndsAfterItsTimeAndLeavesAllAsItWas() {
    try (Stage stage = open("trial", Manner.trial(Duration.ofSeconds(10)));
        LoadRun matched = load(stage, "Cookie", "theme=dark; group=beta-7");
        LoadRun others = load(stage, "Cookie", "group=beta-x; regroup=beta-7")) {
      stage.release("v2", Map.of());
      Instant settled = begun(stage.awaitPauseAt("0%"));
      stage.awaitRolledBack();
      LoadReport theirs = matched.stop();
      LoadReport rest = others.stop();
      Answers answers = stage.clients.stop();

      LoadStats trial = theirs.between(settled, settled.plusSeconds(10));
      Figure.count("requests of the trial", trial.sent(), trial.answered().toString());
      assertThat(trial.answered()).containsOnlyKeys("v2");
      assertThat(rest.all().answered()).containsOnlyKeys("v1");
      assertThat(rest.all().lost()).as("%s", rest.all()).isZero();
      answers.assertNoneLost(answers.all());
      assertThat(theirs.all().lost()).as("%s", theirs.all()).isZero();
      assertThat(stage.shop.status().message()).contains("trial");
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }

  private static Instant begun(RolloutStatus status) {
    return Objects.requireNonNull(Objects.requireNonNull(status.rollout()).stepStartedAt());
  }

  private static Stage open(String name) {
    return open(name, Manner.matched());
  }

  private static Stage open(String name, Manner manner) {
    return Stage.open(name, manner, deployment -> deployment, _ -> Map.of(), _ -> {});
  }

  private static LoadRun load(Stage stage) {
    return load(stage, Manner.HEADER, "on");
  }

  private static LoadRun load(Stage stage, String header, String value) {
    String file = "%s-%x.csv".formatted(stage.shop.namespace(), value.hashCode());
    return LoadClient.start(stage.shop.load(file).withHeader(header, value));
  }

  private static void awaitSome(LoadRun run, String version) {
    long before = run.stats().answeredBy(version);
    Wait.until(
        Stage.LIMIT,
        SOME + " more answers of " + version,
        () -> run.stats().answeredBy(version) >= before + SOME);
  }

  private static void assertNoneLost(Answers answers, LoadStats theirs) {
    answers.assertNoneLost(answers.all());
    assertThat(theirs.lost()).as(theirs.toString()).isZero();
    Map<String, Long> answered = new TreeMap<>(answers.all().answered());
    theirs.answered().forEach((version, count) -> answered.merge(version, count, Long::sum));
    assertThat(answers.handled()).as("what the apps counted").isEqualTo(answered);
  }
}
