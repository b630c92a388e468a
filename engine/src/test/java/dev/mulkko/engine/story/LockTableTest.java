package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.weight;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Attempt.Unlocked;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Scale;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Strategy.BlueGreen;
import dev.mulkko.engine.plan.Closing;
import dev.mulkko.engine.plan.Closing.Outcome;
import dev.mulkko.engine.plan.Lock.Mode;
import dev.mulkko.engine.plan.canary.Locking;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where a lock stops a rollout, by where that is when it is locked, and how each end of the lock
 * lets it go on. {@code at 5} is the share at which it stands; {@code on} says that it goes on.
 */
class LockTableTest {

  private static final Spec CANARY = Story.spec(weight(5), pause(30), weight(50), pause(30));

  private static final Spec ROLLING = Specs.rolling(Duration.ofSeconds(30));

  private static final Spec BLUE_GREEN =
      Specs.of(
          new BlueGreen(
              List.of(new Step.SetScale(new Scale.Share(100)), pause(30)),
              "shop-preview",
              List.of(),
              false,
              Duration.ofSeconds(30),
              Duration.ofSeconds(5)));

  private static final String TABLE =
      """
      strategy  | state     | BlockNew | PauseRunning | BlockPromote
      canary    | idle      | nothing  | nothing      | at 50
      canary    | pending   | at 0     | at 0         | at 50
      canary    | step 1    | on       | at 5         | at 50
      canary    | step 2    | on       | at 50        | at 50
      canary    | last      | on       | on           | on
      canary    | promoted  | on       | on           | on
      blueGreen | idle      | nothing  | nothing      | at 0
      blueGreen | pending   | at 0     | at 0         | at 0
      blueGreen | preview   | at 0     | at 0         | at 0
      blueGreen | promoted  | on       | on           | on
      rolling   | idle      | nothing  | nothing      | nothing
      rolling   | pending   | at 0     | at 0         | at 0
      rolling   | under way | on       | on           | on
      rolling   | promoted  | on       | on           | on
      """;

  @ParameterizedTest(name = "{0} {1}: {2}, {3}, {4}")
  @CsvSource(delimiter = '|', textBlock = TABLE, useHeadersInDisplayName = true)
  void itStopsWhereTheTableSays(
      String strategy, String state, String blockNew, String pauseRunning, String blockPromote) {
    stopsAt(strategy, state, Mode.BlockNew, blockNew);
    stopsAt(strategy, state, Mode.PauseRunning, pauseRunning);
    stopsAt(strategy, state, Mode.BlockPromote, blockPromote);
  }

  private static void stopsAt(String strategy, String state, Mode mode, String place) {
    Story story = locked(strategy, state, mode, null);
    if (place.equals("on")) {
      promoted(story.untilRest());
    } else {
      stands(story.seconds(900), place);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(delimiter = '|', textBlock = TABLE, useHeadersInDisplayName = true)
  void eachEndOfALockHasItsOutcome(
      String strategy, String state, String blockNew, String pauseRunning, String blockPromote) {
    ends(strategy, state, Mode.BlockNew, blockNew);
    ends(strategy, state, Mode.PauseRunning, pauseRunning);
    ends(strategy, state, Mode.BlockPromote, blockPromote);
  }

  private static void ends(String strategy, String state, Mode mode, String place) {
    expires(strategy, state, mode, place);
    isUnlocked(strategy, state, mode, place);
    isOverridden(strategy, state, mode, place);
    isAborted(strategy, state, mode);
  }

  /** Not a second before its end, and at its end by itself. */
  private static void expires(String strategy, String state, Mode mode, String place) {
    Story story = locked(strategy, state, mode, 600);
    if (!place.equals("on")) {
      stands(story.seconds(598), place);
    }
    promoted(story.untilRest());
  }

  private static void isUnlocked(String strategy, String state, Mode mode, String place) {
    Story story = locked(strategy, state, mode, null);
    if (!place.equals("on")) {
      stands(story.seconds(600), place);
    }
    promoted(story.then(User::endLocks).untilRest());
  }

  private static void isOverridden(String strategy, String state, Mode mode, String place) {
    if (place.equals("on")) {
      return;
    }
    Story story = locked(strategy, state, mode, null).seconds(600);
    stands(story.then(u -> u.unlock(" ")).seconds(20), place);
    promoted(story.then(u -> u.unlock("the fix of PAY-1")).untilRest());
    Unlocked unlocked = story.unlocked();
    assertThat(unlocked).isNotNull();
    assertThat(unlocked.locks()).containsExactly("DeployLock freeze");
    assertThat(unlocked.reason()).isEqualTo("the fix of PAY-1");
    assertThat(unlocked.by()).isNotNull();
    assertThat(unlocked.by().name()).isEqualTo("kim");
  }

  private static void isAborted(String strategy, String state, Mode mode) {
    Story story = locked(strategy, state, mode, null);
    if (state.equals("idle")) {
      story.seconds(60);
    }
    story.then(User::abort).untilRest();
    assertThat(story.world().rollout.memory.stable()).as(story.told()).isEqualTo(first(story));
    Closing closing = last(story);
    assertThat(closing.outcome()).isIn(Outcome.Aborted, Outcome.RolledBack);
  }

  private static Story locked(String strategy, String state, Mode mode, @Nullable Integer seconds) {
    Spec spec =
        switch (strategy) {
          case "canary" -> CANARY;
          case "blueGreen" -> BLUE_GREEN;
          default -> ROLLING;
        };
    Story story = new Story(7, spec, Planner::plan).deployment(6, "v1").attach();
    if (!state.equals("idle")) {
      story.template("v2");
    }
    switch (state) {
      case "pending" -> story.untilTold("is created with");
      case "step 1" -> story.untilWeight(5);
      case "step 2" -> story.untilWeight(50);
      case "under way" -> story.untilReady(2);
      case "preview" -> story.untilTold("holds 0 %");
      case "last" -> story.untilTold("step 5/5 is done");
      case "promoted" -> story.untilPromoted();
      default -> {}
    }
    if (seconds == null) {
      story.lock(mode);
    } else {
      story.lock(mode, seconds);
    }
    return state.equals("idle") ? story.template("v2") : story;
  }

  private static void stands(Story story, String place) {
    World world = story.world();
    Progress progress = world.rollout.progress();
    assertThat(progress).as(story.told()).isNotNull();
    assertThat(Locking.isHeld(progress)).as(story.told()).isTrue();
    assertThat(progress.abort()).as(story.told()).isNull();
    if (place.equals("nothing")) {
      assertThat(world.replicaSets).as("ReplicaSets: " + story.told()).hasSize(1);
      assertThat(world.backends).isEmpty();
      assertThat(world.service.pin).isNull();
    } else {
      assertThat(world.shareOf(progress.canary()))
          .as(story.told())
          .isEqualTo(Integer.parseInt(place.substring(3)));
    }
  }

  private static void promoted(Story story) {
    World world = story.world();
    assertThat(world.rollout.memory.stable()).as(story.told()).isNotEqualTo(first(story));
    assertThat(last(story).outcome()).isEqualTo(Outcome.Promoted);
  }

  private static Closing last(Story story) {
    Map<Long, Closing> closings = story.world().shelf.closings;
    return Objects.requireNonNull(closings.get(Collections.max(closings.keySet())));
  }

  /** The revision that the Deployment had first. */
  private static String first(Story story) {
    return story.world().all().stream()
        .filter(rs -> rs.template.canonical().equals("v1"))
        .map(rs -> rs.revision)
        .findFirst()
        .orElseThrow();
  }
}
