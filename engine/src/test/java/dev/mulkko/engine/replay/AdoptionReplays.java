package dev.mulkko.engine.replay;

import static dev.mulkko.engine.replay.Fault.before;
import static dev.mulkko.engine.replay.Fault.inSource;
import static dev.mulkko.engine.replay.Fault.instead;
import static dev.mulkko.engine.replay.Fault.without;
import static dev.mulkko.engine.replay.Replay.Now.OVER;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.story.Story;
import dev.mulkko.engine.story.Witness;
import java.util.List;

/** The first contact with a Deployment that runs, or does not yet. */
final class AdoptionReplays {
  private static final Spec USUAL = Story.spec(weight(5), pause(60), weight(50), pause(60));
  private static final String ATTACH = "plan.canary.Attach";

  static final List<Replay> ALL =
      List.of(
          new Replay(
              "AR#1731",
              OVER,
              "the adoption of an existing Deployment causes downtime",
              "the Service is narrowed to what runs before a second version has pods",
              without("forward", "pinStable"),
              USUAL,
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template("v2")
                      .always("the Service leads to v1 alone", w -> !w.serviceLeadsTo("v2"))
                      .untilWeight(50)),
          new Replay(
              "FL#1451",
              OVER,
              "the adoption of an existing Deployment causes downtime",
              "first the Service is narrowed, then the new version gets pods",
              before("forward", "raiseCapacity", "pinStable"),
              USUAL,
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .always(
                          "the Service leads to v1 alone",
                          w -> w.serviceLeadsTo("v1") && !w.serviceLeadsTo("v2"))
                      .template("v2")
                      .untilTold("is created with")
                      .operatorDown(20)
                      .untilWeight(50)),
          new Replay(
              "FL#1444",
              OVER,
              "the adoption of an existing Deployment causes downtime",
              "the Service always leads to pods that are ready",
              instead("forward", "pinStable", "finish", "pinCanary"),
              USUAL,
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template("v2")
                      .always("the Service answers", Witness::serviceAnswers)
                      .untilRest()),
          new Replay(
              "AR#2507",
              OVER,
              "downtime at the first deploy",
              "a first deploy is the Deployment's own until all of its pods are ready",
              inSource(
                  "pods need not be ready", ATTACH, "&& rs.ready() >= workload.replicas()", ""),
              USUAL,
              s ->
                  s.rollout()
                      .then(u -> u.createDeployment(6, "v1 slow"))
                      .always(
                          "what is stable has all of its pods",
                          w -> w.stable().isEmpty() || w.ready(w.stable()) == 6)
                      .untilRest()),
          new Replay(
              "AR#3602",
              OVER,
              "downtime at the first deploy",
              "a first version that crashes is never stable, and nothing is in the way of the next one",
              inSource(
                  "pods need not be ready", ATTACH, "&& rs.ready() >= workload.replicas()", ""),
              USUAL,
              s ->
                  s.rollout()
                      .then(u -> u.createDeployment(6, "v1 crashing"))
                      .seconds(60)
                      .must(
                          "nothing of ours is there", w -> w.stable().isEmpty() && w.writes() == 0)
                      .template("v2")
                      .untilRest()
                      .must("v2 is stable", w -> w.stable().equals("v2"))),
          new Replay(
              "FL#28",
              OVER,
              "only a second one with the same target is noticed; Argo Rollouts has no check",
              "who may not have a Deployment writes nothing",
              inSource(
                  "objections are not heard", ATTACH, "return objections.isEmpty()", "return true"),
              USUAL,
              s ->
                  s.deployment(6, "v1")
                      .objection("Rollout other has Service shop")
                      .rollout()
                      .seconds(5)
                      .template("v2")
                      .seconds(60)
                      .must("nothing was written", w -> w.writes() == 0)));

  private AdoptionReplays() {}
}
