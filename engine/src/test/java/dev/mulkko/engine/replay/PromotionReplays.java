package dev.mulkko.engine.replay;

import static dev.mulkko.engine.replay.Fault.before;
import static dev.mulkko.engine.replay.Fault.inSource;
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
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.engine.story.Story;
import dev.mulkko.engine.story.User;
import dev.mulkko.engine.story.Witness;
import java.util.List;

/** Traffic that grows, and the switch at its end. */
final class PromotionReplays {
  private static final Spec USUAL = Story.spec(weight(5), pause(60), weight(50), pause(60));
  private static final Spec COHORT = Story.spec(match("on"), pause(60), weight(20), pause(60));
  private static final String TRAFFIC = "plan.canary.Traffic";

  static final List<Replay> ALL =
      List.of(
          new Replay(
              "AR#4433",
              OPEN,
              "selector and weight 0 are written together: 503 for 8-36 s",
              "the Service has settled before stable is given up",
              without("finish", "settlePin"),
              USUAL,
              s -> rolling(s).untilRest()),
          new Replay(
              "AR#4710",
              OPEN,
              "selector and weight 0 are written together: 503 for 8-36 s for each deploy",
              "the route goes home after the Service leads to the new version, and both stay named meanwhile",
              without("close", "leadHome"),
              USUAL,
              s -> rolling(s).untilRest()),
          new Replay(
              "FL#1202",
              OPEN,
              "the promotion copies the spec to the primary, which is not ready: outage",
              "a promotion starts no pod anew and takes none away",
              instead("finish", "parkStable", "close", "retireOld"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .seconds(60)
                      .untilPromoted()
                      .always("v2 has all of its pods", w -> w.ready("v2") == 6)
                      .untilRest()),
          new Replay(
              "FL#1898",
              OVER,
              "a rollback sends 100 % to the broken primary and deletes the healthy canary: outage",
              "who can answer gets all of the traffic, whatever was asked for",
              without("abort", "rescue"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.starves("v1"))
                      .then(User::abort)
                      .seconds(60)
                      .must("v2 answers all", w -> w.share("v2") == 100 && w.ready("v2") > 0)
                      .then(User::heals)
                      .untilRest()),
          new Replay(
              "FL#1931",
              OVER,
              "the promotion fails and 100 % goes to a primary that is not ready",
              "the way back raises the last promoted version first",
              before("swap back", "returnTraffic", "raiseStable"),
              USUAL,
              s ->
                  rolling(s).untilTold("v1-native from 6 to 0 pods").then(User::abort).untilRest()),
          new Replay(
              "FL#381",
              OVER,
              "traffic jumps to 100 % at once",
              "each step has its time",
              without("forward", "holdStep"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .seconds(55)
                      .must("it is at 5 %", w -> w.share("v2") == 5)
                      .untilWeight(50)
                      .seconds(55)
                      .must("it is at 50 %", w -> w.share("v2") == 50)
                      .untilRest()),
          new Replay(
              "AR#4424",
              OPEN,
              "a weight above 100 % on a full promotion",
              "each weight is a share",
              inSource(
                  "the weight that it had is added",
                  TRAFFIC,
                  "wanted.weights().getOrDefault(scene.canary(), 0),",
                  "wanted.weights().getOrDefault(scene.canary(), 0) + scene.progress().step().reached(),"),
              USUAL,
              s -> rolling(s).untilWeight(5).then(u -> u.ask(Verb.Promote)).untilRest()),
          new Replay(
              "AR#3467",
              OVER,
              "a negative weight after an abort",
              "each weight is a share",
              inSource(
                  "the weight that it had is taken off",
                  TRAFFIC,
                  "route -> !route.followsService(), only(scene, 0)",
                  "route -> !route.followsService(), only(scene, 0 - weightOfCanary(scene))"),
              USUAL,
              s -> rolling(s).untilWeight(50).then(User::abort).untilRest()),
          new Replay(
              "AR#3627",
              OVER,
              "the weight is not verified at the end",
              "the last form of a route is verified too",
              without("close", "awaitVerification"),
              USUAL,
              s -> rolling(s).untilPromoted().gatewayAsleep(60).untilRest()),
          new Replay(
              "AR#2235",
              OVER,
              "the last stable pods are removed before the selector moves",
              "stable is given up when neither route nor Service leads to it",
              before("finish", "parkStable", "pinBoth"),
              USUAL,
              s -> rolling(s).untilRest()),
          new Replay(
              "AR#3586",
              OVER,
              "the last stable pods are removed before selector and weight have moved",
              "stable is given up when the Service has left it",
              before("finish", "parkStable", "pinCanary"),
              USUAL,
              s -> rolling(s).untilRest()),
          new Replay(
              "AR#1820",
              OPEN,
              "a primary without endpoints is a 503, even with all weight at the canary",
              "stable is given up when the Service of the user has left it, also where 100 % is a step",
              instead("finish", "pinCanary", "finish", "parkStable"),
              Story.spec(weight(20), weight(100)),
              s -> rolling(s).always("the Service answers", Witness::serviceAnswers).untilRest()),
          new Replay(
              "FL#874",
              OVER,
              "traffic is split to a canary with no pods",
              "no share before its pods are ready",
              without("forward", "awaitEndpoints"),
              USUAL,
              s -> s.deployment(6, "v1").attach().template("v2 slow").untilRest()),
          new Replay(
              "AR#1026",
              OVER,
              "the canary Service selects pods that are not ready: those who ask by header get 503",
              "chosen requests go to pods that are ready",
              without("forward", "awaitEndpoints"),
              COHORT,
              s -> s.deployment(6, "v1").attach().template("v2 slow").untilRest()),
          new Replay(
              "AR#3420",
              OVER,
              "503 on an experiment",
              "whoever looks at a version beside the traffic is led away before its pods go",
              before("abort", "retireCanary", "leadPreviewsHome"),
              BlueGreens.PREVIEWED,
              s -> rolling(s).untilTold("waits at 0 %").then(User::abort).untilRest()),
          new Replay(
              "AR#2641",
              OVER,
              "cited for I2: weight goes to a backend without a ready endpoint",
              "a route names what exists",
              before("forward", "nameRevisions", "createBackends"),
              USUAL,
              s -> rolling(s).untilRest()),
          new Replay(
              "AR#4604",
              OVER,
              "a blue/green succeeds early",
              "nobody meets the new version before it is approved",
              without("forward", "awaitApproval"),
              BlueGreens.DIRECT,
              s ->
                  rolling(s)
                      .seconds(120)
                      .must(
                          "the Service leads to v1 alone",
                          w -> w.serviceLeadsTo("v1") && !w.serviceLeadsTo("v2"))
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()
                      .must("v2 is stable", w -> w.stable().equals("v2"))),
          new Replay(
              "FL#1851",
              OVER,
              "status says weight 0 while it promotes",
              "a weight counts as reached when the route is seen to carry it",
              without("forward", "awaitVerification"),
              USUAL,
              s -> rolling(s).untilWeight(5).gatewayAsleep(90).untilRest()),
          new Replay(
              "AR#2526",
              OVER,
              "rules that were left behind block the completion",
              "no rule of ours is left when the Services of the versions go",
              without("close", "restoreRoute"),
              COHORT,
              s -> rolling(s).untilRest()),
          new Replay(
              "FL#1647",
              OVER,
              "with a cookie of the canary alone all users end on it",
              "an abort takes all clients back, those with a cookie too",
              inSource(
                  "clients stay in an abort",
                  TRAFFIC,
                  "return new Shape.Split(weights(scene, percent));",
                  "return new Shape.Split(weights(scene, percent), Optional.empty(), scene.spec().strategy().sticky().map(sticky -> sticky.with(50)), Optional.empty());"),
              Specs.sticky(weight(5), pause(60), weight(50), pause(60)),
              s -> rolling(s).untilWeight(50).then(User::abort).untilRest()));

  private PromotionReplays() {}
}
