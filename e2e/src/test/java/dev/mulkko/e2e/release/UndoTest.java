package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Wait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Back to what ran before, whatever the Deployment's template goes on to ask for. */
@Tag("cluster")
final class UndoTest {

  /** As often as a GitOps tool writes the same again. */
  private static final int WRITES = 10;

  @Test
  void anUndoLosesNothingAndMakesNoReplicaSet() {
    try (Stage stage = Stage.open("undo", Pace.QUICK)) {
      stage.release("v2", Map.of());
      stage.awaitPromoted("v2");
      Set<String> before = replicaSets(stage);
      Instant asked = Instant.now();
      stage.shop.asks("Undo", "the checkout is slow");
      stage.await("runs v1", _ -> stage.shop.runs("v1"));
      Figure.seconds("an undo asked for to all at rest", asked, Instant.now());
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      assertThat(replicaSets(stage)).isEqualTo(before);
      RolloutStatus end = stage.shop.status();
      assertThat(end.refused().getFirst().reason()).isEqualTo("Undone");
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v2");
    }
  }

  @Test
  void aToolThatWritesTheUndoneTemplateEverySecondChangesNothing() {
    try (Stage stage = Stage.open("undone", Pace.QUICK)) {
      stage.release("v2", Map.of());
      stage.awaitPromoted("v2");
      stage.shop.asks("Undo", null);
      stage.await("runs v1", _ -> stage.shop.runs("v1"));
      staysAtV1(stage);
    }
  }

  @Test
  void aToolThatWritesTheRefusedTemplateEverySecondChangesNothing() {
    try (Stage stage = Stage.open("refused", Pace.STAYS_AT_50)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("50%");
      Kim.awaitDone(stage.kim.asksForAbort());
      stage.awaitRolledBack();
      staysAtV1(stage);
    }
  }

  private static void staysAtV1(Stage stage) {
    stage.awaitPods(Stage.REPLICAS);
    Set<String> pods = podsOf(stage);
    AtomicInteger written = new AtomicInteger();
    Runnable apply =
        () -> {
          GitOps.apply(stage, "v2");
          written.incrementAndGet();
        };
    try (Busy _ = Busy.every(Duration.ofSeconds(1), apply)) {
      Wait.until(Stage.LIMIT, "the tool has written", () -> written.get() >= WRITES);
    }
    Answers answers = stage.clients.stop();

    answers.assertNoneLostOrRepeated();
    assertThat(stage.shop.runs("v1")).as("v1 runs").isTrue();
    assertThat(podsOf(stage)).isEqualTo(pods);
  }

  private static Set<String> podsOf(Stage stage) {
    return identities(stage.lab.client().pods().inNamespace(stage.shop.namespace()).list());
  }

  private static Set<String> replicaSets(Stage stage) {
    return identities(
        stage.lab.client().apps().replicaSets().inNamespace(stage.shop.namespace()).list());
  }

  private static Set<String> identities(KubernetesResourceList<? extends HasMetadata> all) {
    return all.getItems().stream()
        .map(HasMetadata::getMetadata)
        .map(meta -> meta.getName() + " " + meta.getUid())
        .collect(Collectors.toSet());
  }
}
