package dev.mulkko.engine.story;

import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.tale;

import java.util.List;

/** What is kept, held and given back when nothing goes on. */
final class RestTales {
  static final List<Tale> ALL =
      List.of(
          tale(
              "historyIsKeptUpToItsLimit",
              s ->
                  rolling(s)
                      .untilRest()
                      .template("v3")
                      .untilRest()
                      .template("v4")
                      .untilRest()
                      .template("v5")
                      .untilRest()),
          tale(
              "aRevisionOfHistoryIsUsedAgain",
              s -> rolling(s).untilRest().template("v1").untilRest()),
          tale(
              "historyIsGivenBackWhenTheRolloutIsDeletedAtRest",
              s -> rolling(s).untilRest().then(User::deleteRollout).untilRest()),
          tale(
              "historyIsGivenBackWhenTheRolloutIsDeletedInTheMiddle",
              s ->
                  rolling(s)
                      .untilRest()
                      .template("v3")
                      .untilWeight(50)
                      .then(User::deleteRollout)
                      .untilRest()),
          tale(
              "aRefusedTemplateIsLeftHeldWhenTheRolloutIsDeleted",
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(User::abort)
                      .untilRest()
                      .then(User::deleteRollout)
                      .untilRest()),
          tale(
              "aTemplateThatWasHeldIsOnTrialAgainWhenAnotherRolloutIsAttached",
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(User::deleteRollout)
                      .untilRest()
                      .then(User::attachAnother)
                      .untilRest()
                      .template("v3")
                      .untilRest()),
          tale(
              "withoutPoliciesTheDeploymentIsHeldAtRest",
              s -> rolling(s.heldAtRest()).untilRest().then(u -> u.scale(8)).untilRest()),
          tale(
              "aDeploymentThatSomebodyUnpausesAtRestIsHeldAgain",
              s ->
                  s.heldAtRest()
                      .deployment(6, "v1")
                      .attach()
                      .seconds(5)
                      .then(User::unpause)
                      .untilRest()),
          tale(
              "aDeploymentHeldAtRestIsFreedWhenTheRolloutIsDeleted",
              s -> rolling(s.heldAtRest()).untilRest().then(User::deleteRollout).untilRest()));

  private RestTales() {}
}
