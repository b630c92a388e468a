package dev.mulkko.cli.view;

import static dev.mulkko.cli.view.Outlook.Impossible;
import static dev.mulkko.cli.view.Outlook.Possible;
import static dev.mulkko.cli.view.Outlook.Reached;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.cli.Golden;
import dev.mulkko.cli.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A script goes on or stops by these answers. */
class OutlookTest {

  /** Somebody has set a template that no ReplicaSet has yet. */
  private static String newTemplate(String text) {
    return text.replaceFirst("(?s)(kind: Deployment.*?image: \"shop:)v[0-9]", "$1v9");
  }

  @Test
  void everySceneHasAnAnswerToEveryWait() {
    List<List<String>> rows = new ArrayList<>();
    for (String scene : Golden.list("scenes")) {
      for (Until until : Until.values()) {
        rows.add(List.of(scene, until.name(), Outlook.of(Scene.read(scene), until).name()));
      }
    }
    Golden.check("outlook.txt", String.join("\n", Table.lines(rows)));
  }

  @Test
  void aTemplateThatTheOperatorHasNotSeenIsNotPromotedYet() {
    assertThat(Outlook.of(Scene.read("at-rest", OutlookTest::newTemplate), Until.promoted))
        .isEqualTo(Possible);
    assertThat(Outlook.of(Scene.read("at-rest", OutlookTest::newTemplate), Until.rest))
        .isEqualTo(Possible);
  }

  @Test
  void theRefusalOfAnOlderTemplateEndsNoWaitForTheNewOne() {
    assertThat(Outlook.of(Scene.read("rolled-back", OutlookTest::newTemplate), Until.promoted))
        .isEqualTo(Possible);
    assertThat(Outlook.of(Scene.read("rolled-back", OutlookTest::newTemplate), Until.rolledback))
        .isEqualTo(Possible);
  }

  @Test
  void thePromotionOfAnOlderTemplateIsNotThatOfTheNewOne() {
    assertThat(Outlook.of(Scene.read("finishing", OutlookTest::newTemplate), Until.promoted))
        .isEqualTo(Possible);
  }

  @Test
  void anAbortUnderWayRulesThePromotionOut() {
    UnaryOperator<String> aborted = aborted("AbortedByUser");
    assertThat(Outlook.of(Scene.read("canary", aborted), Until.promoted)).isEqualTo(Impossible);
    assertThat(Outlook.of(Scene.read("canary", aborted), Until.paused)).isEqualTo(Impossible);
    assertThat(Outlook.of(Scene.read("canary", aborted), Until.rolledback)).isEqualTo(Possible);
    assertThat(Outlook.of(Scene.read("finishing", aborted), Until.promoted)).isEqualTo(Impossible);
  }

  @Test
  void anAbortBecauseOfANewerTemplateDoesNot() {
    UnaryOperator<String> superseded = text -> newTemplate(aborted("Superseded").apply(text));
    assertThat(Outlook.of(Scene.read("canary", superseded), Until.promoted)).isEqualTo(Possible);
  }

  @Test
  void aPauseIsReachedOnlyByTheRolloutOfThePresentTemplate() {
    UnaryOperator<String> paused = text -> text.replace("phase: Progressing", "phase: Paused");
    assertThat(Outlook.of(Scene.read("canary", paused), Until.paused)).isEqualTo(Reached);
    assertThat(Outlook.of(Scene.read("canary", t -> newTemplate(paused.apply(t))), Until.paused))
        .isEqualTo(Possible);
  }

  @Test
  void whatSomebodyWentBackToIsPromotedThoughTheDeploymentKeepsTheNewerTemplate() {
    assertThat(Outlook.of(Scene.read("undone"), Until.promoted)).isEqualTo(Reached);
    assertThat(Outlook.of(Scene.read("undone", OutlookTest::newTemplate), Until.promoted))
        .isEqualTo(Possible);
  }

  @Test
  void aStatusOfAnOlderSpecSaysNothing() {
    UnaryOperator<String> edited =
        text -> text.replace("uid: r1, generation: 2", "uid: r1, generation: 3");
    for (String scene : Golden.list("scenes")) {
      assertThat(
              Stream.of(Until.values()).map(until -> Outlook.of(Scene.read(scene, edited), until)))
          .as(scene)
          .containsOnly(Possible);
    }
  }

  private static UnaryOperator<String> aborted(String reason) {
    return text ->
        text.replace(
            "  rollout:\n",
            "  rollout:\n    abort: {reason: %s, message: x, at: \"2026-11-24T08:29:30Z\"}\n"
                .formatted(reason));
  }
}
