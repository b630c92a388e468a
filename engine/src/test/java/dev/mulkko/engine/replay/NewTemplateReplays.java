package dev.mulkko.engine.replay;

import static dev.mulkko.engine.replay.Fault.before;
import static dev.mulkko.engine.replay.Fault.inSource;
import static dev.mulkko.engine.replay.Fault.without;
import static dev.mulkko.engine.replay.Replay.Now.OPEN;
import static dev.mulkko.engine.replay.Replay.Now.OVER;
import static dev.mulkko.engine.story.Tales.match;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.engine.story.Story;
import dev.mulkko.engine.story.User;
import java.util.List;

/** A newer version while one is on its way. */
final class NewTemplateReplays {
  private static final Spec USUAL = Story.spec(weight(5), pause(60), weight(50), pause(60));
  private static final Spec COHORT = Story.spec(match("on"), pause(60), weight(20), pause(60));

  static final List<Replay> ALL =
      List.of(
          new Replay(
              "AR#4534",
              OPEN,
              "V3 during V2: the canary V2 is scaled down at once",
              "a newer version takes V2 back first, traffic before pods",
              before("abort", "retireCanary", "returnTraffic"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .template("v3")
                      .untilRest()
                      .must("v3 is stable", w -> w.stable().equals("v3"))),
          new Replay(
              "AR#4390",
              OVER,
              "the old canary is scaled away while it is still routed: 503",
              "V2 keeps its pods until the route is seen to have left it",
              before("abort", "retireCanary", "awaitVerification"),
              USUAL,
              s -> rolling(s).untilWeight(50).template("v3").untilRest()),
          new Replay(
              "AR#4564",
              OVER,
              "V3 during V2: the hash is changed before the weight",
              "the way from V2 to V3 leads through stable",
              without("abort", "leadHome"),
              USUAL,
              s -> rolling(s).untilWeight(50).template("v3").untilRest()),
          new Replay(
              "AR#4639",
              OVER,
              "the order of weight and pods again (2026)",
              "all routes have left V2 before its pods go",
              without("abort", "settle"),
              Specs.routed(USUAL, "HTTPRoute shop", "IngressRoute shop"),
              s -> rolling(s).untilWeight(50).template("v3").untilRest()),
          new Replay(
              "AR#3354",
              OVER,
              "a new version in the middle is stuck",
              "a newer version does not wait for one that never gets ready",
              without("forward", "stopWhenSuperseded"),
              USUAL,
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template("v2 never ready")
                      .seconds(30)
                      .template("v3")
                      .seconds(120)
                      .must("v3 has traffic", w -> w.share("v3") > 0)
                      .untilRest()),
          new Replay(
              "AR#3272",
              OVER,
              "a new version in the middle is stuck",
              "a newer version is tried when the one before is all but promoted",
              without("finish", "stopWhenSuperseded"),
              USUAL,
              s ->
                  rolling(s)
                      .untilTold("step 5/5 is done")
                      .template("v3")
                      .always("v2 is not promoted", w -> !w.stable().equals("v2"))
                      .untilRest()
                      .must("v3 is stable", w -> w.stable().equals("v3"))),
          new Replay(
              "AR#1690",
              OVER,
              "a new version in the middle is stuck",
              "a newer version ends a pause of the one before",
              before("forward", "stayPaused", "stopWhenSuperseded"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(20)
                      .template("v3")
                      .untilRest()
                      .must("v3 is stable", w -> w.stable().equals("v3"))),
          new Replay(
              "AR#1372",
              OVER,
              "a new version in the middle is stuck",
              "a newer version is tried after the abort of the one before",
              before("abort", "awaitCanaryGone", "retireCanary"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(User::abort)
                      .seconds(10)
                      .template("v3")
                      .untilRest()
                      .must("v3 is stable", w -> w.stable().equals("v3"))),
          new Replay(
              "AR#2769",
              OVER,
              "routes pile up",
              "each version that is replaced takes its rules with it",
              without("abort", "restoreRoute"),
              COHORT,
              s ->
                  rolling(s)
                      .untilTold("step 2/5 holds")
                      .template("v3")
                      .untilWeight(20)
                      .template("v4")
                      .untilRest()),
          new Replay(
              "FL#635",
              OVER,
              "cited for I4 and I13: stable is not kept when the spec changes in the middle",
              "the Deployment never rolls by itself to another version",
              without("forward", "holdDeployment"),
              USUAL,
              s -> rolling(s.withoutPolicies()).untilWeight(50).then(User::unpause).untilRest()),
          new Replay(
              "AR#4842",
              OVER,
              "cited for I16: a decision on data that is older than the last write",
              "a Deployment that is older than the rollout does not end it",
              inSource(
                  "an older Deployment counts",
                  "plan.canary.Stops",
                  "scene.workloadIsOld() && ",
                  "scene.stable().isEmpty() && "),
              USUAL,
              s ->
                  s.heldAtRest()
                      .deployment(6, "v1")
                      .attach()
                      .seconds(5)
                      .keepDeployment()
                      .template("v2")
                      .untilWeight(50)
                      .always("nobody takes v2 out", w -> !w.isAborted())
                      .seenAsKept(20)
                      .untilRest()
                      .must("v2 is stable", w -> w.stable().equals("v2"))));

  private NewTemplateReplays() {}
}
