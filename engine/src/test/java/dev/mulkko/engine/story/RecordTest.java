package dev.mulkko.engine.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Attempt.Approved;
import dev.mulkko.engine.model.Attempt.Passed;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.plan.Closing;
import dev.mulkko.engine.plan.Closing.Outcome;
import dev.mulkko.engine.plan.Observation.Verb;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known later of what happened. */
class RecordTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Spec CANARY =
      Story.spec(
          new Step.SetWeight(5),
          new Step.Pause(MINUTE),
          new Step.SetWeight(50),
          new Step.Pause(MINUTE));

  private static final Spec ASKS =
      Story.spec(new Step.SetWeight(5), new Step.Approval("QA?", null, true, false));

  private static final Spec ROLLS = Specs.rolling(Duration.ofSeconds(5));

  static Stream<Arguments> endings() {
    return Stream.of(
        ending(CANARY, Outcome.Promoted, "Promoted", Story::untilRest),
        ending(CANARY, Outcome.Aborted, "AbortedByUser", at50(User::abort)),
        ending(CANARY, Outcome.Aborted, "TemplateSetBack", at50(u -> u.template("v1"))),
        ending(CANARY, Outcome.Aborted, "RolloutDeleted", at50(User::deleteRollout)),
        ending(CANARY, Outcome.Aborted, "WorkloadMissing", at50(User::deleteDeployment)),
        ending(CANARY, Outcome.RolledBack, "CanaryCrashing", at50(u -> u.breaks("v2"))),
        ending(ROLLS, Outcome.Promoted, "Promoted", Story::untilRest),
        ending(ROLLS, Outcome.Aborted, "AbortedByUser", rolling(User::abort)),
        ending(ROLLS, Outcome.RolledBack, "CanaryCrashing", rolling(u -> u.breaks("v2"))));
  }

  @ParameterizedTest(name = "{2} with {0}")
  @MethodSource("endings")
  void eachEndHasItsOutcomeAndItsReason(
      Spec spec, Outcome outcome, String reason, Consumer<Story> end) {
    List<Closing> ended = told(spec, end);

    assertThat(ended).hasSize(1);
    assertThat(ended.getFirst().outcome()).isEqualTo(outcome);
    assertThat(ended.getFirst().reason()).isEqualTo(reason);
    assertThat(ended.getFirst().message()).isNotBlank();
  }

  @Test
  void aNewerVersionIsAnAttemptOfItsOwn() {
    List<Closing> ended = told(CANARY, s -> s.untilWeight(50).template("v3").untilRest());

    assertThat(ended)
        .extracting(Closing::outcome)
        .containsExactly(Outcome.Superseded, Outcome.Promoted);
    assertThat(ended).extracting(end -> end.attempt().number()).containsExactly(1L, 2L);
    assertThat(ended.getFirst().attempt().correlationId())
        .isNotEqualTo(ended.getLast().attempt().correlationId());
  }

  @Test
  void anUndoIsAnAttemptThatRestores() {
    List<Closing> ended = told(CANARY, s -> s.untilRest().then(u -> u.ask(Verb.Undo)).untilRest());

    assertThat(ended)
        .extracting(Closing::outcome)
        .containsExactly(Outcome.Promoted, Outcome.Undone);
    assertThat(ended.getLast().restore())
        .hasValueSatisfying(
            time -> assertThat(time).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(2)));
    assertThat(ended.getFirst().restore()).isEmpty();
  }

  @Test
  void anUndoOfARollIsOneToo() {
    List<Closing> ended = told(ROLLS, s -> s.untilRest().then(u -> u.ask(Verb.Undo)).untilRest());

    assertThat(ended)
        .extracting(Closing::outcome)
        .containsExactly(Outcome.Promoted, Outcome.Undone);
    assertThat(ended.getLast().restore()).isPresent();
  }

  @Test
  void eachStepThatIsOverIsKnownWithItsTimes() {
    Story story = new Story(7, CANARY, Planner::plan);
    story.deployment(6, "v1").attach().template("v2").untilRest();
    List<Passed> steps = story.steps();

    assertThat(steps)
        .extracting(Passed::step)
        .containsExactly(
            "1/5 setWeight 5", "2/5 pause", "3/5 setWeight 50", "4/5 pause", "5/5 setWeight 100");
    assertThat(steps).extracting(Passed::weight).containsExactly(5, 5, 50, 50, 100);
    assertThat(steps)
        .allSatisfy(step -> assertThat(step.reached()).isBetween(step.entered(), step.left()));
    for (int i = 1; i < steps.size(); i++) {
      assertThat(steps.get(i).entered()).isEqualTo(steps.get(i - 1).left());
    }
  }

  @Test
  void theStepInWhichItEndedIsKnownToo() {
    Closing end = told(CANARY, at50(User::abort)).getFirst();
    Passed last = end.steps().getLast();

    assertThat(last.step()).isEqualTo("4/5 pause");
    assertThat(last.weight()).isEqualTo(50);
    assertThat(last.entered()).isPositive().isLessThanOrEqualTo(last.left());
    assertThat(last.reached()).isNotNull();
  }

  /** Two pauses of a minute; the rest is progress. */
  @Test
  void waitingIsNoProgress() {
    Closing end = told(CANARY, Story::untilRest).getFirst();

    assertThat(end.waited())
        .isBetween(MINUTE.multipliedBy(2), MINUTE.multipliedBy(2).plusSeconds(9));
    assertThat(end.progressed()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(90));
  }

  @Test
  void whatPeoplePausedIsWaitingOnce() {
    Closing end =
        told(
                CANARY,
                s ->
                    s.untilWeight(5)
                        .then(u -> u.ask(Verb.Pause))
                        .seconds(600)
                        .then(u -> u.ask(Verb.Resume))
                        .untilRest())
            .getFirst();

    assertThat(end.waited())
        .isBetween(Duration.ofSeconds(600 + 110), Duration.ofSeconds(600 + 140));
  }

  @Test
  void anAbortInAPauseEndsTheWaiting() {
    Closing end =
        told(
                CANARY,
                s ->
                    s.untilWeight(5)
                        .then(u -> u.ask(Verb.Pause))
                        .seconds(600)
                        .then(User::abort)
                        .untilRest())
            .getFirst();

    assertThat(end.waited()).isBetween(Duration.ofSeconds(590), Duration.ofSeconds(610));
    assertThat(end.waited().plus(end.progressed())).isGreaterThan(Duration.ofMinutes(10));
  }

  @Test
  void whoApprovedIsKnown() {
    Story story = new Story(7, ASKS, Planner::plan);
    story.deployment(6, "v1").attach().template("v2").untilTold("waits at 5 %");
    story.then(u -> u.ask(Verb.Resume)).untilRest();

    assertThat(story.told()).contains("approvals more");
    assertThat(story.approved()).extracting(Approved::step).containsExactly("2/3");
    assertThat(story.ended().getFirst().outcome()).isEqualTo(Outcome.Promoted);
  }

  /** From the verdict on, until the data plane carries it. */
  @Test
  void timeToRestoreIsThatOfTheTraffic() {
    Closing end = told(CANARY, at50(u -> u.breaks("v2"))).getFirst();

    assertThat(end.restore())
        .hasValueSatisfying(
            time -> assertThat(time).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20)));
  }

  @Test
  void whatNeverHadTrafficRestoresNothing() {
    Closing end = told(CANARY, s -> s.then(u -> u.breaks("v2")).untilRest()).getFirst();

    assertThat(end.outcome()).isEqualTo(Outcome.RolledBack);
    assertThat(end.restore()).isEmpty();
  }

  @Test
  void whatWasNoFaultOfTheVersionRestoresNothing() {
    assertThat(told(CANARY, at50(User::abort)).getFirst().restore()).isEmpty();
  }

  private static List<Closing> told(Spec spec, Consumer<Story> plot) {
    Story story = new Story(7, spec, Planner::plan);
    plot.accept(story.deployment(6, "v1").attach().template("v2"));
    return story.ended();
  }

  private static Consumer<Story> at50(Consumer<User> act) {
    return s -> s.untilWeight(50).seconds(20).then(act).untilRest();
  }

  private static Consumer<Story> rolling(Consumer<User> act) {
    return s -> s.untilReady(3).then(act).untilRest();
  }

  private static Arguments ending(Spec spec, Outcome outcome, String reason, Consumer<Story> end) {
    return Arguments.of(spec, outcome, reason, end);
  }
}
