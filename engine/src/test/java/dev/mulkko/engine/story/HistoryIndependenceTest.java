package dev.mulkko.engine.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.mutant.Laboratory;
import dev.mulkko.engine.mutant.Mutation;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever was before: the next version ends as on a cluster that never saw another one. */
class HistoryIndependenceTest {
  private static final long SOME = Long.getLong("applies", 250);
  private static final long MANY = Long.getLong("applies", 3000);
  private static final long ENOUGH_FOR_A_MUTANT = 1500;

  /** Where a version can be applied; those with several steps at each of them. */
  private static final List<String> MOMENTS =
      List.of(
          "Canary Healthy",
          "Canary Progressing at step 0",
          "Canary Progressing at step 1",
          "Canary Progressing at step 2",
          "Canary Progressing at step 3",
          "Canary Paused",
          "Canary Promoting",
          "Canary Aborting",
          "Canary RolledBack",
          "BlueGreen Progressing",
          "BlueGreen Paused",
          "BlueGreen Promoting",
          "BlueGreen RolledBack",
          "Rolling Progressing",
          "Rolling Aborting",
          "Rolling RolledBack",
          ", unseen",
          ", undoing",
          ", suspended",
          ", locked",
          "without Rollout");

  @Test
  void theNextVersionEndsAsOnAFreshCluster() {
    tell(SOME, new Seen());
  }

  @Test
  @Tag("safety")
  void theNextVersionEndsSoFromEverywhere() {
    Seen seen = new Seen();
    tell(MANY, seen);

    seen.moments.forEach((moment, times) -> System.out.printf("%5d %s%n", times, moment));
    System.out.printf("figure: %d of %d wait for a broken stable%n", seen.waits, MANY);
    assertThat(MOMENTS)
        .allMatch(part -> seen.moments.keySet().stream().anyMatch(all -> all.contains(part)));
    assertThat(seen.past)
        .as("nothing is excused that is always the same")
        .containsExactlyElementsOf(Stream.of(Fact.values()).filter(f -> f.ofThePast).toList());
  }

  private static final class Seen {
    final Map<String, Integer> moments = new TreeMap<>();
    final Set<Fact> past = EnumSet.noneOf(Fact.class);
    int waits;
  }

  private static void tell(long seeds, Seen seen) {
    for (long seed = 1; seed <= seeds; seed++) {
      ApplyTale tale = new ApplyTale(seed, Planner::plan);
      seen.past.addAll(tale.tell());
      seen.moments.merge(tale.moment(), 1, Integer::sum);
      seen.waits += tale.waits() ? 1 : 0;
    }
  }

  static Stream<Mutation> planners() {
    String rest = "dev.mulkko.engine.plan.canary.Rest";
    return Stream.of(
        // Keeps the mark and the pause of a former attempt on the Deployment.
        new Mutation(
            rest,
            "return heldByUs(scene) && scene.wantedRevision()",
            "return heldByUs(scene) && scene.memory().refused().isEmpty() && scene.wantedRevision()"),
        // Goes on telling of what was refused before.
        new Mutation(
            rest,
            ".refusal(scene.wantedRevision())\n        .map(refused -> as(Phase.RolledBack",
            ".refused().stream().findFirst()\n        .map(refused -> as(Phase.RolledBack"),
        // Takes the next version for one that it decided on.
        new Mutation(rest, ".notAccepted(scene.workload().generation())", ""),
        // Leaves the Rollout claimed once it has been aborted.
        new Mutation(
            rest,
            "return scene.seen().claimed()\n",
            "return scene.seen().claimed() && scene.memory().refused().isEmpty()\n"));
  }

  @ParameterizedTest
  @Tag("mutation")
  @MethodSource("planners")
  void aPlannerThatMindsThePastIsCaught(Mutation planner, @TempDir Path folder) {
    assertThatThrownBy(() -> Laboratory.tell(planner, folder, Teller.class, ""))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("seed ");
  }

  /** With the planner that is loaded beside it. */
  public static final class Teller implements Consumer<String> {
    @Override
    public void accept(String word) {
      tell(ENOUGH_FOR_A_MUTANT, new Seen());
    }
  }
}
