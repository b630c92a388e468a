package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.story.FakeOperator.Death;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator may die at every write and at everything it wants to remember. */
class OperatorDeathTest {
  private static final int ALL_PLACES = 45;
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

  private static void everywhere(Death how, Consumer<Story> end) {
    for (int place = 0; place < ALL_PLACES; place++) {
      int write = place;
      new Tale(
              how + " " + write,
              SPEC,
              s ->
                  end.accept(
                      s.deployment(6, "v1").attach().operatorDies(write, how).template("v2")))
          .tell(Planner::plan);
    }
  }
}
