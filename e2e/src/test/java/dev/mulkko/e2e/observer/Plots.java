package dev.mulkko.e2e.observer;

import static dev.mulkko.e2e.observer.Play.CANARY;
import static dev.mulkko.e2e.observer.Play.SHOP;
import static dev.mulkko.e2e.observer.Play.STABLE;

import dev.mulkko.e2e.observer.world.Kind;

/** How rollouts go when all is well, up to the places at which something may go wrong. */
final class Plots {

  private Plots() {}

  /** The canary has half of the traffic, and three pods for it. */
  static Play at50Percent() {
    return Play.atRest()
        .hold()
        .accepted()
        .pin(STABLE)
        .backs(STABLE, 6)
        .backs(CANARY, 0)
        .canary(3)
        .ready("shop-v2", CANARY, 3)
        .split(5)
        .inForce()
        .split(50)
        .inForce();
  }

  /** All traffic is the canary's; the Deployment still owns stable. */
  static Play beforeTheSwap() {
    return at50Percent()
        .scale(CANARY, 6)
        .scaled(CANARY, 6)
        .ready("shop-v2", CANARY, 6)
        .split(100)
        .inForce()
        .unpin()
        .readyBoth(SHOP, 6, 6)
        .pin(CANARY)
        .ready(SHOP, CANARY, 6);
  }

  static Play promoted() {
    return retired(beforeTheSwap().park(STABLE).adopt(CANARY).home().inForce(), STABLE)
        .rests(CANARY)
        .resume();
  }

  /** The abort is remembered; nothing has followed from it yet. */
  static Play stoppedAt50Percent() {
    return at50Percent().stopped();
  }

  static Play aborted() {
    return retired(stoppedAt50Percent().split(0).inForce(), CANARY).rests(STABLE);
  }

  static Play deleted() {
    return aborted().delete(Kind.Rollout, SHOP);
  }

  private static Play retired(Play play, String revision) {
    return play.scale(revision, 0)
        .scaled(revision, 0)
        .ready("shop-" + revision, revision, 0)
        .home()
        .inForce()
        .unpin()
        .delete(Kind.Service, "shop-v1")
        .delete(Kind.Service, "shop-v2");
  }
}
