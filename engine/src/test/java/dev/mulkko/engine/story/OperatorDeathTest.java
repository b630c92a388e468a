package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.plan.Lock.Mode;
import dev.mulkko.engine.story.FakeOperator.Death;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator may die at every write and at everything it wants to remember. */
class OperatorDeathTest {
  private static final int ALL_PLACES = 45;
  private static final Spec ROLL = Specs.rolling(Duration.ofSeconds(5));
  private static final Spec SPEC = Story.spec(weight(5), pause(5), weight(50), pause(5));

  @ParameterizedTest
  @EnumSource(
      value = Death.class,
      names = {"BEFORE_WRITE", "BEFORE_MEMORY"})
  void aDeathAnywhereInAGoodRolloutChangesNothingInTheEnd(Death how) {
    everywhere(how, Story::untilRest);
  }

  @ParameterizedTest
  @EnumSource(
      value = Death.class,
      names = {"BEFORE_WRITE", "BEFORE_MEMORY"})
  void aDeathAnywhereInAnAbortChangesNothingInTheEnd(Death how) {
    everywhere(how, s -> s.untilWeight(50).then(User::abort).untilRest());
  }

  @ParameterizedTest
  @EnumSource(
      value = Death.class,
      names = {"BEFORE_WRITE", "BEFORE_MEMORY"})
  void aDeathAnywhereWhenTheRolloutIsDeletedChangesNothingInTheEnd(Death how) {
    everywhere(how, s -> s.untilWeight(50).then(User::deleteRollout).untilRest());
  }

  @ParameterizedTest
  @EnumSource(
      value = Death.class,
      names = {"BEFORE_WRITE", "BEFORE_MEMORY"})
  void aDeathAnywhereInARollChangesNothingInTheEnd(Death how) {
    everywhere(how, ROLL, Story::untilRest);
    everywhere(how, ROLL, s -> s.untilReady(3).then(User::abort).untilRest());
    everywhere(how, ROLL, s -> s.untilReady(3).then(User::deleteRollout).untilRest());
    everywhere(how, ROLL, s -> s.untilReady(3).template("v3").untilRest());
  }

  @ParameterizedTest
  @EnumSource(
      value = Death.class,
      names = {"BEFORE_WRITE", "BEFORE_MEMORY"})
  void aDeathAnywhereWhileRoutesShowPreviewsChangesNothingInTheEnd(Death how) {
    everywhere(how, PreviewTales.DIRECT, Story::untilRest);
    everywhere(
        how, PreviewTales.DIRECT, s -> s.untilTold("waits at 0 %").then(User::abort).untilRest());
  }

  @ParameterizedTest
  @EnumSource(
      value = Death.class,
      names = {"BEFORE_WRITE", "BEFORE_MEMORY"})
  void aDeathAnywhereWhileItIsLockedOrUnlockedChangesNothingInTheEnd(Death how) {
    everywhere(how, s -> s.lock(Mode.PauseRunning, 30).untilRest());
    everywhere(
        how,
        s ->
            s.lock(Mode.PauseRunning)
                .untilTold("locked at")
                .then(u -> u.unlock("it must"))
                .untilRest());
    everywhere(
        how,
        s -> s.untilWeight(5).lock(Mode.BlockPromote, 60).seconds(5).then(User::abort).untilRest());
  }

  private static void everywhere(Death how, Consumer<Story> end) {
    everywhere(how, SPEC, end);
  }

  private static void everywhere(Death how, Spec spec, Consumer<Story> end) {
    for (int place = 0; place < ALL_PLACES; place++) {
      int write = place;
      new Tale(
              how + " " + write,
              spec,
              s ->
                  end.accept(
                      s.deployment(6, "v1").attach().operatorDies(write, how).template("v2")))
          .tell(Planner::plan);
    }
  }
}
