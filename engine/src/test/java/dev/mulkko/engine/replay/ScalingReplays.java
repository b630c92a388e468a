package dev.mulkko.engine.replay;

import static dev.mulkko.engine.replay.Fault.inSource;
import static dev.mulkko.engine.replay.Fault.without;
import static dev.mulkko.engine.replay.Replay.Now.OVER;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.story.Story;
import dev.mulkko.engine.story.User;
import java.time.Duration;
import java.util.List;

/** Replicas that others change, and pods that come and go. */
final class ScalingReplays {
  private static final Spec USUAL = Story.spec(weight(5), pause(60), weight(50), pause(60));
  private static final String CAPACITY = "plan.canary.Capacity";

  static final List<Replay> ALL =
      List.of(
          new Replay(
              "AR#1415",
              OVER,
              "an event of the HPA scaled stable to 0",
              "stable has all of its replicas, whoever scales when",
              without("forward", "parkOthers"),
              USUAL,
              s ->
                  s.withoutPolicies()
                      .deployment(6, "v1")
                      .attach()
                      .operatorDown(3)
                      .template("v2")
                      .seconds(2)
                      .then(u -> u.scale(12))
                      .untilRest()),
          new Replay(
              "AR#1331",
              OVER,
              "cited for I4: stable loses pods before the promotion",
              "replicas that are lowered in the middle of the swap cost nobody its pods",
              without("finish", "closeGap"),
              USUAL,
              s ->
                  s.deployment(5, "v1")
                      .attach()
                      .template("v2")
                      .untilGap()
                      .then(u -> u.scale(3))
                      .operatorDown(5)
                      .always("enough pods are ready", w -> w.ready("v1") + w.ready("v2") >= 3)
                      .untilRest()),
          new Replay(
              "AR#3878",
              OVER,
              "cited for I4: stable loses pods before the promotion",
              "a version that has not all of its pods is not promoted",
              without("finish", "awaitEndpoints"),
              Specs.within(USUAL, Duration.ofMinutes(1)),
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template("v2 scarce")
                      .untilTold("step 5/5 is done")
                      .then(u -> u.scale(9))
                      .untilRest()
                      .must("v1 is stable", w -> w.stable().equals("v1") && w.ready("v1") == 9)),
          new Replay(
              "AR#2050",
              OVER,
              "stable goes from 110 pods to 0 while the canary is not ready",
              "the canary gets a share when the pods for it are ready",
              without("forward", "awaitEndpoints"),
              Story.spec(weight(1), pause(10), weight(60), pause(10)),
              s ->
                  s.deployment(20, "v1")
                      .attach()
                      .template("v2 slow")
                      .always(
                          "v1 is whole, or v2 is",
                          w -> w.ready("v1") >= 20 || w.ready("v2 slow") >= 20)
                      .always(
                          "v2 has the pods for its share",
                          w -> 100 * w.ready("v2 slow") >= 20 * w.share("v2 slow"))
                      .untilRest()),
          new Replay(
              "AR#1777",
              OVER,
              "who waits for 100 % of the pods waits for ever",
              "an abort needs some pods of stable, not all",
              inSource(
                  "an abort waits for all pods",
                  CAPACITY,
                  "? Math.min(1, scene.workload().replicas())",
                  "? scene.workload().replicas()"),
              USUAL,
              s ->
                  s.deployment(6, "v1 scarce")
                      .attach()
                      .then(u -> u.scale(8))
                      .seconds(30)
                      .template("v2")
                      .untilWeight(50)
                      .then(User::abort)
                      .untilRest()
                      .must("v1 is stable", w -> w.stable().equals("v1 scarce"))),
          new Replay(
              "AR#2441",
              OVER,
              "who waits for 100 % of the pods waits for ever",
              "one pod of stable that is not ready stops no rollout",
              inSource(
                  "stable needs more than it has",
                  CAPACITY,
                  ": Math.min(share(scene, share), scene.service().readyOf(scene.stable()));",
                  ": share(scene, share);"),
              USUAL,
              s ->
                  s.deployment(6, "v1 scarce")
                      .attach()
                      .then(u -> u.scale(8))
                      .seconds(30)
                      .template("v2")
                      .untilRest()
                      .must("v2 is stable", w -> w.stable().equals("v2"))),
          new Replay(
              "AR#4221",
              OVER,
              "restarts of pods during an update can cause downtime",
              "a version that loses its ready pods loses its traffic at once",
              without("forward", "stopWhenCanaryLost"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.starves("v2"))
                      .seconds(10)
                      .must("v1 answers all", w -> w.share("v2") == 0 && w.ready("v1") == 6)
                      .then(User::heals)
                      .untilRest()),
          new Replay(
              "FL#869",
              OVER,
              "cited for I4: stable loses pods before the promotion",
              "a release that is scaled to 0 and back gets its pods before its traffic",
              inSource(
                  "of no pods the canary has its share",
                  "plan.Scene",
                  "if (workload.replicas() == 0 && !cursor().full()) {",
                  "if (workload.replicas() < 0) {"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.scale(0))
                      .seconds(40)
                      .must("nobody is sent to v2", w -> w.share("v2") == 0)
                      .then(u -> u.scale(6))
                      .untilRest()));

  private ScalingReplays() {}
}
