package dev.mulkko.engine.replay;

import static dev.mulkko.engine.replay.Fault.before;
import static dev.mulkko.engine.replay.Fault.inSource;
import static dev.mulkko.engine.replay.Fault.instead;
import static dev.mulkko.engine.replay.Fault.without;
import static dev.mulkko.engine.replay.Replay.Now.OVER;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.engine.story.Story;
import dev.mulkko.engine.story.User;
import java.util.List;

/** Few writes, and an end to what grows. */
final class QuietReplays {
  private static final Spec USUAL = Story.spec(weight(5), pause(60), weight(50), pause(60));

  static final List<Replay> ALL =
      List.of(
          new Replay(
              "AR#4971",
              OVER,
              "thousands of reconciles a second (2026-08)",
              "what cannot be done now is looked at again now and then",
              inSource(
                  "it is looked at again at once",
                  "plan.canary.Attach",
                  "waiting(\n                new Note(Reason.CannotAttach, String.join(\"; \", objections)),\n                Duration.ofSeconds(10))",
                  "waiting(new Note(Reason.CannotAttach, String.join(\"; \", objections)), Duration.ZERO)"),
              USUAL,
              s ->
                  s.deployment(6, "v1")
                      .objection("Service shop has no selector")
                      .rollout()
                      .seconds(300)
                      .must("there were few looks", w -> w.looks() < 60)),
          new Replay(
              "AR#2091",
              OVER,
              "cited for I21: at rest there is no rest",
              "at rest nothing is written",
              instead("rest", "trimHistory", "forward", "claim"),
              USUAL,
              s -> rolling(s).untilRest()),
          new Replay(
              "AR#3854",
              OVER,
              "for ever OutOfSync: the tool and Git fight for a field",
              "who sets a route back each second is answered each fifth",
              inSource(
                  "each change is answered at once",
                  "plan.Drift",
                  "REST = Duration.ofSeconds(5)",
                  "REST = Duration.ofSeconds(0)"),
              USUAL,
              s -> Sights.quietly(5, rolling(s).untilWeight(50), 12, User::routeReset).untilRest()),
          new Replay(
              "GW#208",
              OVER,
              "for ever OutOfSync: weights of ours in the user's route",
              "at rest routes and Service are as their user wrote them",
              without("close", "unpin"),
              USUAL,
              s -> rolling(s).untilRest().must("nothing of ours is left", w -> w.traces() == 0)),
          new Replay(
              "AR#849",
              OVER,
              "a weight that somebody changed is not corrected",
              "a weight is kept up, in a pause too",
              before("forward", "stayPaused", "shiftTraffic"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(20)
                      .then(User::routeReset)
                      .seconds(10)
                      .must("it is at 50 %", w -> w.share("v2") == 50)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          new Replay(
              "AR#3264",
              OVER,
              "Experiments without end",
              "what is kept of old versions has its limit",
              without("rest", "trimHistory"),
              USUAL,
              s ->
                  rolling(s)
                      .untilRest()
                      .template("v3")
                      .untilRest()
                      .template("v4")
                      .untilRest()
                      .template("v5")
                      .untilRest()),
          new Replay(
              "AR#1118",
              OVER,
              "AnalysisRuns pile up",
              "what is over is written down in time, and forgotten",
              without("forward", "addToRecord"),
              Story.spec(
                  weight(5),
                  pause(10),
                  weight(10),
                  pause(10),
                  weight(20),
                  pause(10),
                  weight(40),
                  pause(10)),
              s -> rolling(s).untilRest()),
          new Replay(
              "AR#2258",
              OVER,
              "a message that repeats itself within itself",
              "a refusal that is repeated says the same once more",
              inSource(
                  "a refusal quotes the one before",
                  "plan.canary.Rest",
                  "new Abort(refused.reason(), refused.message(), scene.now())",
                  "new Abort(refused.reason(), \"refused before: \" + refused.message(), scene.now())"),
              USUAL,
              s ->
                  rolling(s.withoutPolicies())
                      .untilWeight(5)
                      .then(User::abort)
                      .untilRest()
                      .then(User::unpause)
                      .untilRest()
                      .then(User::unpause)
                      .untilRest()
                      .must(
                          "all refusals say the same",
                          w -> w.refusals().noneMatch(why -> why.contains("refused before")))),
          new Replay(
              "AR#3200",
              OVER,
              "cited for I16: a decision on data that is older than the last write",
              "a Deployment that is older than the last decision begins nothing",
              inSource(
                  "an older Deployment counts",
                  "plan.canary.Rest",
                  "|| workload.generation() <= scene.memory().acceptedGeneration()",
                  ""),
              USUAL,
              s ->
                  s.heldAtRest()
                      .deployment(6, "v1")
                      .attach()
                      .seconds(5)
                      .keepDeployment()
                      .template("v2")
                      .untilRest()
                      .seenAsKept(20)
                      .seconds(30)
                      .must("one version was tried", w -> w.attempts() == 1)
                      .untilRest()
                      .must("v2 is stable", w -> w.stable().equals("v2"))));

  private QuietReplays() {}
}
