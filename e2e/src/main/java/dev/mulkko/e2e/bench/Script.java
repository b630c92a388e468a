package dev.mulkko.e2e.bench;

import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Wait;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Plays a case on a stand. Throws when the rollout does not go or end as it must. */
final class Script {

  private static final int SOME = 100;

  private final Stand stand;
  private final Callers callers;
  private final List<Held> held = new ArrayList<>();

  Script(Stand stand, Callers callers) {
    this.stand = stand;
    this.callers = callers;
  }

  /** The weights that were held for long enough to be counted. */
  List<Held> held() {
    return held;
  }

  void play(Case which) {
    switch (which) {
      case STEP_UP -> stepUp();
      case PROMOTE -> promote();
      case ABORT_AT_EACH_STEP -> abortAtEachStep();
      case NEW_VERSION -> newVersion();
      case DELETE -> delete();
      case KILL_OPERATOR -> kill();
      case SWITCH_AND_BACK -> switchAndBack();
      case UNDO -> undo();
    }
  }

  private void stepUp() {
    stand.release("v2");
    List<Integer> weights = stand.router.weights();
    for (int i = 0; i < weights.size(); i++) {
      RolloutStatus status = stand.awaitWeight(i);
      double wanted = stand.router.isByPods() ? stand.shareOfPods("v2") : weights.get(i) / 100.0;
      Instant begun =
          Objects.requireNonNull(Objects.requireNonNull(status.rollout()).stepStartedAt());
      held.add(new Held("v2", wanted, begun.plusSeconds(1), begun.plus(Case.COUNTED)));
    }
    stand.awaitPromoted("v2");
  }

  private void promote() {
    stand.release("v2");
    stand.awaitWeight(0);
    stand.shop.asks("Promote", "it is urgent");
    stand.awaitPromoted("v2");
  }

  private void abortAtEachStep() {
    int steps = Case.abortedAt(stand.router).size();
    for (int last = 0; last < steps; last++) {
      stand.release("v" + (last + 2));
      reach(last);
      stand.shop.asks("Abort", "the checkout is slow");
      stand.awaitRolledBack();
    }
    stand.settlesOn("v1");
  }

  private void reach(int step) {
    stand.awaitWeight(0);
    for (int next = 1; next <= step; next++) {
      stand.shop.asks("Resume", null);
      stand.awaitWeight(next);
    }
  }

  private void newVersion() {
    stand.release("v2");
    reach(1);
    String second = stand.shop.status().canary();
    stand.release("v3");
    stand.await("v3 is the canary", now -> now.canary() != null && !now.canary().equals(second));
    stand.awaitWeight(0);
    stand.shop.asks("Promote", null);
    stand.awaitPromoted("v3");
  }

  private void delete() {
    stand.release("v2");
    reach(1);
    stand
        .lab
        .client()
        .resource(stand.shop.rollout())
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .delete();
    Wait.until(Stand.LIMIT, "the Rollout is gone", () -> stand.shop.rollout() == null);
    // The pause is left to the user, as the Event on the Deployment says.
    stand.release("v1");
    stand.shop.unpause();
    Wait.until(Stand.LIMIT, "v1 alone is left", () -> stand.shareOfPods("v1") == 1);
  }

  private void kill() {
    Kills kills = new Kills(stand);
    stand.release("v2");
    kills.until(() -> stand.shop.promoted("v2"));
  }

  private void switchAndBack() {
    stand.release("v2");
    stand.await("waits for approval", now -> "AwaitingApproval".equals(now.reason()));
    stand.shop.asks("Resume", "it looks good");
    stand.await("is switched", now -> now.rollout() != null && now.rollout().promotedAt() != null);
    callers.awaitAnswersOf("v2", SOME);
    stand.shop.asks("Abort", "it is worse");
    stand.awaitRolledBack();
    stand.settlesOn("v1");
  }

  private void undo() {
    stand.release("v2");
    stand.awaitPromoted("v2");
    stand.shop.asks("Undo", "v1 was good enough");
    stand.await("v1 runs again", _ -> stand.shop.runs("v1"));
    stand.settlesOn("v1");
  }
}
