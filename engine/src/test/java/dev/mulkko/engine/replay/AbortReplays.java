package dev.mulkko.engine.replay;

import static dev.mulkko.engine.replay.Fault.before;
import static dev.mulkko.engine.replay.Fault.instead;
import static dev.mulkko.engine.replay.Fault.without;
import static dev.mulkko.engine.replay.Replay.Now.OPEN;
import static dev.mulkko.engine.replay.Replay.Now.OVER;
import static dev.mulkko.engine.story.Tales.match;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.story.Story;
import dev.mulkko.engine.story.User;
import java.util.List;

/** The way back, in its order and to its end. */
final class AbortReplays {
  private static final Spec USUAL = Story.spec(weight(5), pause(60), weight(50), pause(60));
  private static final Spec DIRECT =
      Specs.direct(Specs.canary(weight(10), pause(60), weight(50), pause(60)));
  private static final Spec COHORT = Story.spec(match("on"), pause(60), weight(20), pause(60));

  static final List<Replay> ALL =
      List.of(
          new Replay(
              "AR#4867",
              OPEN,
              "the clock of the canary's scale-down starts before traffic has left",
              "the delay counts from a verified weight of 0",
              without("abort", "awaitVerification"),
              USUAL,
              s -> rolling(s).untilWeight(50).gatewayAsleep(45).then(User::abort).untilRest()),
          new Replay(
              "AR#4900",
              OVER,
              "the clock of the canary's scale-down starts before traffic has left (2026-07)",
              "the canary's pods go when no route may still give it anything",
              without("abort", "settle"),
              USUAL,
              s -> rolling(s).untilWeight(50).then(User::abort).untilRest()),
          new Replay(
              "AR#1841",
              OVER,
              "the clock of the canary's scale-down starts before traffic has left",
              "pods are never taken from under their traffic",
              before("abort", "retireCanary", "returnTraffic"),
              USUAL,
              s -> rolling(s).untilWeight(50).then(User::abort).untilRest()),
          new Replay(
              "AR#4787",
              OVER,
              "scaleDownDelay is mis-evaluated on a rollback",
              "the pods stay for the whole delay, also when the operator was down in it",
              without("abort", "awaitScaleDownDelay"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(User::abort)
                      .seconds(10)
                      .operatorDown(10)
                      .seconds(15)
                      .must("the pods of v2 are still there", w -> w.ready("v2") == 3)
                      .untilRest()),
          new Replay(
              "AR#4973",
              OPEN,
              "an aborted canary is scaled up again, and a selector flaps several times a second",
              "an aborted canary gets no pod again, and all comes to rest",
              instead("abort", "mendBackends", "forward", "raiseCapacity"),
              USUAL,
              s -> rolling(s).untilWeight(50).then(User::abort).untilRest()),
          new Replay(
              "AR#4898",
              OVER,
              "an abort waits in a circle",
              "an abort ends whatever becomes of the canary",
              instead("abort", "awaitStable", "forward", "awaitEndpoints"),
              USUAL,
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template("v2 never ready")
                      .seconds(20)
                      .then(User::abort)
                      .untilRest()
                      .must("v1 is stable", w -> w.stable().equals("v1"))),
          new Replay(
              "AR#3338",
              OVER,
              "the check of availability on abort deadlocks with readiness gates",
              "an abort never waits for the failed version",
              instead("abort", "awaitVerification", "forward", "awaitEndpoints"),
              USUAL,
              s -> rolling(s).untilWeight(50).then(u -> u.starves("v2")).untilRest()),
          new Replay(
              "AR#4919",
              OVER,
              "cited for I6: the order of an abort was wrong (2026-07)",
              "the Service is opened again when the failed version has no pods",
              before("abort", "unpin", "awaitScaleDownDelay"),
              USUAL,
              s -> rolling(s).untilWeight(50).then(User::abort).untilRest()),
          new Replay(
              "AR#2540",
              OVER,
              "after an abort the canary Service selects dead pods",
              "what a route names exists for as long as it names it",
              without("abort", "restoreRoute"),
              USUAL,
              s -> rolling(s).untilWeight(50).then(User::abort).untilRest()),
          new Replay(
              "AR#2818",
              OVER,
              "after an abort the canary Service flaps",
              "nothing is opened to a version whose pods are not gone",
              without("abort", "awaitCanaryGone"),
              DIRECT,
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template("v2 never ready")
                      .seconds(20)
                      .then(User::abort)
                      .untilRest()),
          new Replay(
              "AR#2118",
              OVER,
              "after an abort the canary Service selects dead pods",
              "after an abort there is no Service of the canary",
              without("abort", "removeBackends"),
              USUAL,
              s -> rolling(s).untilWeight(50).then(User::abort).untilRest()),
          new Replay(
              "AR#3078",
              OVER,
              "after an abort the canary Service selects dead pods",
              "references are removed first, then what they refer to",
              before("abort", "removeBackends", "leadHome"),
              USUAL,
              s -> rolling(s).untilWeight(50).then(User::abort).untilRest()),
          new Replay(
              "AR#3077",
              OVER,
              "an abort overwhelms stable",
              "stable takes the traffic back when all of its pods are ready",
              without("swap back", "awaitStable"),
              USUAL,
              s ->
                  rolling(s)
                      .untilTold("v1-native from 6 to 0 pods")
                      .then(User::abort)
                      .always(
                          "v1 gets traffic with all of its pods",
                          w -> w.share("v1") == 0 || w.ready("v1") == 6)
                      .untilRest()
                      .must("v1 is stable", w -> w.stable().equals("v1"))),
          new Replay(
              "AR#4612",
              OVER,
              "the DestinationRule is changed before the weight",
              "what names a version goes when no request may still follow it",
              before("abort", "restoreRoute", "leadHome"),
              USUAL,
              s -> rolling(s).untilWeight(50).then(User::abort).untilRest()),
          new Replay(
              "AR#1794",
              OVER,
              "traffic flaps on an abort",
              "from the abort on the share of the canary only falls",
              instead("abort", "awaitPin", "forward", "shiftTraffic"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(User::abort)
                      .always("the share of v2 never grows", Sights.neverGrows(w -> w.share("v2")))
                      .untilRest()),
          new Replay(
              "KR#229",
              OVER,
              "the old order leaked A/B traffic to the new version",
              "an abort takes the chosen requests back before any pod goes",
              before("abort", "retireCanary", "returnTraffic"),
              COHORT,
              s ->
                  rolling(s)
                      .untilTold("step 2/5 holds")
                      .must("some requests meet v2", w -> w.isMet("v2"))
                      .then(User::abort)
                      .seconds(15)
                      .must("no request meets v2", w -> !w.isMet("v2"))
                      .untilRest()));

  private AbortReplays() {}
}
