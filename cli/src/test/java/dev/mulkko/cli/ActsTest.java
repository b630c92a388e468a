package dev.mulkko.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.cli.server.ApiServer;
import dev.mulkko.cli.server.Stage;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests on a real API server; the test plays the operator. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class ActsTest {

  private final ApiServer server;

  ActsTest(ApiServer server) {
    this.server = server;
  }

  @ParameterizedTest
  @CsvSource({
    "abort, Abort",
    "pause, Pause",
    "resume, Resume",
    "skip, Skip",
    "promote, Promote",
    "retry, Retry"
  })
  void aVerbCreatesARequestThatBelongsToTheRollout(String word, String verb) {
    Stage stage = Stage.of(server, "canary");
    Ran ran = Ran.of(stage.arguments(word, "shop", "--no-wait", "--reason", "it is slow"));
    assertThat(ran.code()).as(ran.err()).isZero();
    RolloutAction action = onlyAction(stage);
    assertThat(action.getSpec().verb()).isEqualTo(verb);
    assertThat(action.getSpec().reason()).isEqualTo("it is slow");
    assertThat(action.getMetadata().getName()).startsWith(word + "-");
    assertThat(ran.out()).startsWith(action.getMetadata().getName());
    assertThat(action.getMetadata().getOwnerReferences())
        .singleElement()
        .extracting(OwnerReference::getKind, OwnerReference::getName)
        .containsExactly("Rollout", "shop");
  }

  @Test
  void theAnswerIsPrinted() {
    Stage stage = Stage.of(server, "canary");
    Ran ran = Ran.beside(stage.arguments("abort", "shop"));
    stage.answer(awaitAction(stage), "Pending", "traffic is on its way back");
    await().until(() -> ran.err().contains("on its way back"));
    assertThat(ran.ended()).isFalse();
    stage.answer(onlyAction(stage), "Done", "all traffic is at bbbbbbbbbb again");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .isEqualToIgnoringNewLines(
            onlyAction(stage).getMetadata().getName() + ": all traffic is at bbbbbbbbbb again");
  }

  @Test
  void aRefusalEndsWithOneAndItsSentence() {
    Stage stage = Stage.of(server, "at-rest");
    Ran ran = Ran.beside(stage.arguments("promote", "shop"));
    stage.answer(awaitAction(stage), "Rejected", "no rollout of shop is going on");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("was refused: no rollout of shop is going on");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void noAnswerEndsWithTheCodeOfATimeOutAndLeavesTheRequest() {
    Stage stage = Stage.of(server, "canary");
    Ran ran = Ran.of(stage.arguments("pause", "shop", "--timeout", "600ms"));
    assertThat(ran.code()).isEqualTo(124);
    assertThat(ran.err()).contains("has no answer yet");
    assertThat(stage.actions()).hasSize(1);
  }

  @Test
  void nothingIsAskedOfARolloutThatDoesNotExist() {
    Stage stage = Stage.of(server, "canary");
    Ran ran = Ran.of(stage.arguments("abort", "shp"));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains(
            "Rollout shp does not exist in namespace " + stage.namespace() + ": there is shop");
    assertThat(stage.actions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"cccccccccc", ","})
  void anUndoNamesTheRevisionOnlyWhenItIsGiven(@Nullable String to) {
    Stage stage = Stage.of(server, "at-rest");

    List<String> words = new ArrayList<>(List.of("undo", "shop"));
    Stream.ofNullable(to).forEach(revision -> words.addAll(List.of("--to", revision)));
    Ran ran = Ran.beside(stage.arguments(words.toArray(String[]::new)));
    RolloutAction action = awaitAction(stage);
    stage.answer(action, "Done", "from bbbbbbbbbb back to cccccccccc");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(action.getSpec().verb()).isEqualTo("Undo");
    assertThat(action.getSpec().to()).isEqualTo(to);
    assertThat(ran.out()).contains(": from bbbbbbbbbb back to cccccccccc");
  }

  @Test
  void anUndoThatIsRefusedWritesNoTemplate() {
    Stage stage = Stage.of(server, "canary");
    var before = stage.deployment().getSpec();

    Ran ran = Ran.beside(stage.arguments("undo", "shop", "--to", "zzzzzzzzzz", "--write-template"));
    stage.answer(awaitAction(stage), "Rejected", "no revision zzzzzzzzzz is kept");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("was refused: no revision zzzzzzzzzz is kept");
    assertThat(stage.deployment().getSpec()).isEqualTo(before);
  }

  @Test
  void theTemplateIsWrittenOnceTheUndoIsDone() {
    Stage stage = Stage.of(server, "undone");
    stage.status(status("phase: Healthy", "stable: dddddddddd"));

    Ran ran = Ran.beside(stage.arguments("undo", "shop", "--write-template", "--timeout", "60s"));
    stage.answer(awaitAction(stage), "Done", "from dddddddddd back to bbbbbbbbbb");
    stage.status(
        status(
            "phase: Promoting",
            "stable: dddddddddd",
            "canary: bbbbbbbbbb",
            "rollout: {startedAt: \"2026-11-24T08:29:00Z\", stepIndex: 3, undoes: dddddddddd}"));
    assertThat(image(stage)).isEqualTo("shop:v2");
    assertThat(ran.ended()).isFalse();
    stage.status(status("phase: RolledBack", "stable: bbbbbbbbbb"));

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("Deployment shop has the template of bbbbbbbbbb again");
    assertThat(image(stage)).isEqualTo("shop:v1");
    assertThat(stage.deployment().getSpec().getTemplate().getMetadata().getLabels())
        .containsExactly(Map.entry("app", "shop"));
  }

  private static String status(String... lines) {
    return "observedGeneration: 1\n" + String.join("\n", lines) + "\n";
  }

  private static String image(Stage stage) {
    return stage
        .deployment()
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getImage();
  }

  @Test
  void aRestartTouchesNothingButItsTime() {
    Stage stage = Stage.of(server, "canary");
    var before = stage.deployment().getSpec();
    Ran ran = Ran.of(stage.arguments("restart", "shop"));
    assertThat(ran.code()).as(ran.err()).isZero();
    var after = stage.deployment().getSpec();
    assertThat(after.getTemplate().getMetadata().getAnnotations())
        .containsEntry("kubectl.kubernetes.io/restartedAt", "2026-11-24T08:30:00Z");
    after
        .getTemplate()
        .getMetadata()
        .setAnnotations(before.getTemplate().getMetadata().getAnnotations());
    assertThat(after).isEqualTo(before);
  }

  private static RolloutAction awaitAction(Stage stage) {
    await().until(() -> !stage.actions().isEmpty());
    return onlyAction(stage);
  }

  private static RolloutAction onlyAction(Stage stage) {
    assertThat(stage.actions()).hasSize(1);
    return stage.actions().getFirst();
  }
}
