package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.engine.version.VersionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A version that does not say what it is, where its Rollout asks for that. */
final class NamingTales {
  private static final String NAMED = "PAY-1-shop-20261124083000";
  private static final String NEXT = "PAY-2-shop-20261124093000";

  private static final Spec CANARY = Story.spec(weight(5), pause(60), weight(50), pause(60));
  private static final Spec ROLLING = Specs.rolling(Duration.ofSeconds(60));

  static final List<Tale> ALL =
      List.of(
          denied(
              "aVersionWithoutANameIsHeldUntilItSaysIt",
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template("v2")
                      .untilRest()
                      .template(NAMED)
                      .untilRest()),
          denied(
              "aVersionWithoutANameThatIsSetBackFreesTheDeployment",
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template("v2")
                      .untilRest()
                      .template("v1")
                      .untilRest()),
          denied(
              "aVersionWithoutANameInTheMiddleEndsTheRollout",
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template(NAMED)
                      .untilWeight(50)
                      .template("v3")
                      .untilRest()),
          denied(
              "anUndoIsNeverRefusedForAName",
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template(NAMED)
                      .untilRest()
                      .then(u -> u.ask(Verb.Undo))
                      .untilRest()),
          denied(
              "anUndoBesideAVersionWithoutANameGoesOn",
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template(NAMED)
                      .untilRest()
                      .template("v3")
                      .untilRest()
                      .then(u -> u.ask(Verb.Undo))
                      .untilRest()
                      .template(NEXT)
                      .untilRest()),
          denied(
              "aVersionWithoutANameThatNobodyHeldIsTakenOut",
              s ->
                  s.withoutPolicies()
                      .deployment(6, "v1")
                      .attach()
                      .operatorDown(20)
                      .template("v2")
                      .untilRest()),
          denied(
              "withoutPoliciesAVersionWithoutANameIsHeldToo",
              s ->
                  s.heldAtRest()
                      .deployment(6, "v1")
                      .attach()
                      .seconds(5)
                      .template("v2")
                      .untilRest()),
          new Tale(
              "aVersionWithoutANameIsHeldBeforeItRolls",
              Specs.named(ROLLING, VersionPolicy.Deny),
              s ->
                  s.withoutPolicies()
                      .deployment(6, "v1")
                      .attach()
                      .template("v2")
                      .untilRest()
                      .template(NAMED)
                      .untilRest()),
          new Tale(
              "aVersionWithoutANameBeginsWhereThatIsOnlySaid",
              Specs.named(CANARY, VersionPolicy.Warn),
              s -> s.deployment(6, "v1").attach().template("v2").untilRest()));

  private NamingTales() {}

  private static Tale denied(String name, Consumer<Story> plot) {
    return new Tale(name, Specs.named(CANARY, VersionPolicy.Deny), plot);
  }
}
