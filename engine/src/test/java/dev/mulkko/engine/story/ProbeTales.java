package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.engine.story.FakeProbe.Mode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The data plane itself is asked, and believed where it can be understood. */
final class ProbeTales {
  private static final Spec USUAL =
      Specs.probed(Story.spec(weight(20), pause(60), weight(50), pause(60)));

  static final List<Tale> ALL =
      List.of(
          probed("aWeightCountsWhenAProbeHasSeenIt", s -> rolling(s).untilRest()),
          probed(
              "aStepWaitsForADataPlaneThatDoesNotFollow",
              s ->
                  rolling(s.probe(Mode.STUCK))
                      .untilTold("none of 100 requests")
                      .seconds(60)
                      .probe(Mode.HONEST)
                      .untilRest()),
          new Tale(
              "aDataPlaneThatNeverFollowsEndsAtTheDeadline",
              Specs.probed(Story.spec(Duration.ofMinutes(1), weight(20), pause(60))),
              s -> rolling(s.probe(Mode.STUCK)).untilRest()),
          probed(
              "anAbortWaitsForNoProbe",
              s ->
                  rolling(s.probe(Mode.STUCK))
                      .untilTold("none of 100 requests")
                      .then(User::abort)
                      .untilRest()),
          probed(
              "aProbeThatIsNotAnsweredIsWaitedForAndThenOnlySaid",
              s -> rolling(s).untilTold("Service shop 100").probe(Mode.SILENT).untilRest()),
          probed(
              "aProbeThatWasNeverAnsweredHoldsNoStep",
              s -> rolling(s.probe(Mode.SILENT)).untilRest()),
          probed(
              "versionsThatSayTheSameAreNotProbed", s -> rolling(s.probe(Mode.SAME)).untilRest()),
          probed(
              "aRouteThatIsSetBackIsProbedAnew",
              s ->
                  rolling(s)
                      .untilTold("step 4/5 holds 50 %")
                      .then(User::routeReset)
                      .seconds(5)
                      .probe(Mode.STUCK)
                      .seconds(30)
                      .probe(Mode.HONEST)
                      .untilRest()),
          new Tale(
              "aProbeThatIsAddedInTheMiddleLearnsNothingAndHoldsNothing",
              Story.spec(weight(20), pause(60), weight(50), pause(60)),
              s -> rolling(s).untilWeight(20).then(User::addsProbe).probe(Mode.STUCK).untilRest()),
          probed(
              "anUndoWaitsForNoProbe",
              s ->
                  rolling(s)
                      .untilRest()
                      .probe(Mode.STUCK)
                      .then(u -> u.ask(Verb.Undo))
                      .untilRest()));

  private ProbeTales() {}

  private static Tale probed(String name, Consumer<Story> plot) {
    return new Tale(name, USUAL, plot);
  }
}
