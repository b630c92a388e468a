package dev.mulkko.engine.replay;

import static dev.mulkko.engine.replay.Fault.before;
import static dev.mulkko.engine.replay.Fault.inSource;
import static dev.mulkko.engine.replay.Fault.instead;
import static dev.mulkko.engine.replay.Fault.without;
import static dev.mulkko.engine.replay.Replay.Now.OPEN;
import static dev.mulkko.engine.replay.Replay.Now.OVER;
import static dev.mulkko.engine.story.Tales.approval;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.plan.Lock.Mode;
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.engine.story.Story;
import java.time.Duration;
import java.util.List;

/** People who hold a rollout, let it go on, or are asked. */
final class PauseReplays {
  private static final Spec USUAL = Story.spec(weight(5), pause(60), weight(50), pause(60));
  private static final Spec ASKING =
      Story.spec(weight(5), approval(null, true), weight(50), pause(60));

  static final List<Replay> ALL =
      List.of(
          new Replay(
              "AR#4694",
              OVER,
              "a promote is lost: paused for ever (2026)",
              "each who asks is answered, and a promote ends a pause",
              without("forward", "answer"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(20)
                      .then(u -> u.ask(Verb.Promote))
                      .untilRest()),
          new Replay(
              "AR#720",
              OVER,
              "paused again after an unpause, from a stale cache",
              "a resume acts once, whatever caches say",
              inSource(
                  "what was done is not remembered",
                  "plan.canary.Asks",
                  "acted != null && acted.action().equals(asked.name())",
                  "false"),
              USUAL,
              s ->
                  rolling(s.seenLate(0.4))
                      .untilWeight(5)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(10)
                      .then(u -> u.ask(Verb.Resume))
                      .seconds(8)
                      .must("it goes on at 5 %", w -> w.share("v2") == 5 && !w.isPaused())
                      .untilRest()),
          new Replay(
              "AR#726",
              OVER,
              "paused again after an unpause, from a stale cache",
              "a resume is heard in a pause, whatever caches say",
              before("forward", "stayPaused", "answer"),
              USUAL,
              s ->
                  rolling(s.seenLate(0.4))
                      .untilWeight(5)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(30)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          new Replay(
              "AR#4265",
              OVER,
              "cited for I11: a pause does not hold what it should",
              "paused, neither step nor weight changes",
              without("forward", "stayPaused"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(600)
                      .must("it is at 5 %", w -> w.share("v2") == 5 && w.step() == 1)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          new Replay(
              "AR#2648",
              OVER,
              "cited for I11: a pause does not hold what it should",
              "a pause holds the last act too",
              without("finish", "stayPaused"),
              USUAL,
              s ->
                  rolling(s)
                      .untilTold("step 5/5 is done")
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(100)
                      .must(
                          "v1 is not given up",
                          w ->
                              w.stable().equals("v1")
                                  && w.serviceLeadsTo("v1")
                                  && !w.serviceLeadsTo("v2"))
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          new Replay(
              "AR#4750",
              OPEN,
              "the active selector is empty during a CrashLoop: a blackout, and the gate is bypassed (a report)",
              "the Service answers while the new version crashes, and leads nobody to it",
              instead("forward", "pinStable", "finish", "pinCanary"),
              BlueGreens.DIRECT,
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .always(
                          "the Service leads to v1 alone",
                          w -> w.serviceLeadsTo("v1") && !w.serviceLeadsTo("v2 crashing"))
                      .template("v2 crashing")
                      .untilRest()),
          new Replay(
              "kruise#2000",
              OVER,
              "new pods are released directly, without a pause",
              "a lock starts nothing",
              without("forward", "awaitLock"),
              USUAL,
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .lock(Mode.BlockNew, 300)
                      .template("v2")
                      .seconds(200)
                      .must("v2 has no pods", w -> w.wanted("v2") == 0)
                      .untilRest()),
          new Replay(
              "kubevela#6272",
              OVER,
              "it completes without approval",
              "what waits for approval waits",
              without("forward", "awaitApproval"),
              ASKING,
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .seconds(900)
                      .must("it is at 5 %", w -> w.share("v2") == 5)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()),
          new Replay(
              "AR#3417",
              OVER,
              "a false time-out",
              "to wait for approval is no stall",
              inSource(
                  "whoever waits for approval is late",
                  "plan.canary.Stops",
                  "return scene.progress().step().startedAt() != null;",
                  "return false;"),
              Specs.within(ASKING, Duration.ofMinutes(1)),
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .seconds(600)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()
                      .must("v2 is stable", w -> w.stable().equals("v2"))),
          new Replay(
              "AR#3711",
              OVER,
              "a false time-out",
              "a pause is no stall",
              inSource(
                  "a pause counts",
                  "plan.canary.Stops",
                  "scene.progress().paused() == null\n            && !waitsForOthers(scene)",
                  "!waitsForOthers(scene)"),
              Specs.within(USUAL, Duration.ofMinutes(1)),
              s ->
                  rolling(s)
                      .untilWeight(5)
                      .then(u -> u.ask(Verb.Pause))
                      .seconds(600)
                      .then(u -> u.ask(Verb.Resume))
                      .untilRest()
                      .must("v2 is stable", w -> w.stable().equals("v2"))),
          new Replay(
              "AR#3845",
              OVER,
              "a false time-out",
              "a step that is to last longer than the deadline lasts so long",
              inSource(
                  "the time of a step counts",
                  "plan.canary.Stops",
                  "started.plus(scene.cursor().hold())",
                  "started"),
              Story.spec(Duration.ofMinutes(1), weight(5), pause(300)),
              s -> rolling(s).untilRest().must("v2 is stable", w -> w.stable().equals("v2"))),
          new Replay(
              "AR#3988",
              OVER,
              "cited for I23: what makes no progress is not ended",
              "what makes no progress is out at its deadline",
              without("forward", "stopOnDeadline"),
              Story.spec(Duration.ofMinutes(1), weight(5), pause(60)),
              s ->
                  s.deployment(6, "v1")
                      .attach()
                      .template("v2 never ready")
                      .seconds(120)
                      .must("v2 is being taken out", w -> w.isAborted() || !w.goesOn())
                      .untilRest()));

  private PauseReplays() {}
}
