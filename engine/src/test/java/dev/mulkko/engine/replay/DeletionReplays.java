package dev.mulkko.engine.replay;

import static dev.mulkko.engine.replay.Fault.before;
import static dev.mulkko.engine.replay.Fault.instead;
import static dev.mulkko.engine.replay.Fault.without;
import static dev.mulkko.engine.replay.Replay.Now.OVER;
import static dev.mulkko.engine.story.Tales.pause;
import static dev.mulkko.engine.story.Tales.rolling;
import static dev.mulkko.engine.story.Tales.weight;

import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.story.Story;
import dev.mulkko.engine.story.User;
import java.util.List;

/** What is left when a Rollout goes. */
final class DeletionReplays {
  private static final Spec USUAL = Story.spec(weight(5), pause(60), weight(50), pause(60));

  static final List<Replay> ALL =
      List.of(
          new Replay(
              "FL#1550",
              OVER,
              "downtime when it is deleted with revertOnDeletion",
              "a deletion takes the traffic back before any pod goes",
              before("abort", "retireCanary", "returnTraffic"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(User::deleteRollout)
                      .always("v1 has all of its pods", w -> w.ready("v1") == 6)
                      .untilRest()),
          new Replay(
              "FL#1552",
              OVER,
              "cited for I17: a deletion leaves traffic or pods as they should not be",
              "a deletion ends what goes on, it promotes nothing",
              without("forward", "stopWhenDeleted"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(User::deleteRollout)
                      .seconds(20)
                      .must("v2 has no traffic", w -> w.share("v2") == 0)
                      .untilRest()),
          new Replay(
              "FL#388",
              OVER,
              "0 replicas are left",
              "stable has all of its replicas after a deletion, as before it",
              instead("abort", "parkOthers", "close", "parkOthers"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .then(User::deleteRollout)
                      .untilRest()
                      .must("v1 has all of its pods", w -> w.ready("v1") == 6)),
          new Replay(
              "FL#1939",
              OVER,
              "cited for I17: a deletion leaves traffic or pods as they should not be (2026)",
              "a Rollout that is deleted while the operator is down is not gone before its traffic is back",
              without("forward", "claim"),
              USUAL,
              s ->
                  rolling(s)
                      .untilWeight(50)
                      .operatorDown(30)
                      .then(User::deleteRollout)
                      .untilRest()
                      .must("nothing of ours is left", w -> w.traces() == 0)));

  private DeletionReplays() {}
}
