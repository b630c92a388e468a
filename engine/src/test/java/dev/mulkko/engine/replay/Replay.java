package dev.mulkko.engine.replay;

import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.story.Law;
import dev.mulkko.engine.story.Story;
import dev.mulkko.engine.story.Tale;
import java.util.List;
import java.util.function.Consumer;

/**
 * What went wrong elsewhere, played here.
 *
 * @param issue of Argo Rollouts (AR), its plugin for the Gateway API (GW), Flagger (FL), Kruise
 *     Rollouts (KR) or Kruise
 * @param now what is known of it today
 * @param there what happened; of an issue that our notes only cite, the invariant it is cited for
 * @param here what holds instead, as the laws of the stories or the plot itself ask for it
 * @param fault with which it would happen here
 */
record Replay(
    String issue,
    Now now,
    String there,
    String here,
    Fault fault,
    Spec spec,
    Consumer<Story> plot) {

  /** Three orders in which everyone acts, that of the tales first. */
  private static final List<Long> SEEDS = List.of(7L, 1L, 2L);

  enum Now {
    OVER,
    /** The issue is not closed, as far as is known. */
    OPEN
  }

  /** Throws with the whole story when something does not hold. */
  void play(Law law) {
    SEEDS.forEach(seed -> new Tale(issue, spec, plot).tell(seed, law));
  }

  @Override
  public String toString() {
    return issue + ": " + there;
  }
}
