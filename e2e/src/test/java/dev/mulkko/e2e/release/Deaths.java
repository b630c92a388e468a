package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.testbed.cluster.ApiRequest;
import dev.mulkko.testbed.cluster.AuditTail;
import dev.mulkko.testbed.cluster.User;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Kills the operator after a certain number of its writes, and starts the next one, each time. An
 * Event is told before the status that goes with it is written, so two in a row are one: whoever
 * always died of the first would say it for ever.
 */
final class Deaths {

  /** Faster than the operator can go on. */
  private static final Duration LOOK = Duration.ofMillis(2);

  /** The end is asked for at the API server, so not at each look. */
  private static final int LOOKS_PER_QUESTION = 100;

  /** More than a release has writes: whoever gets here goes round in a circle. */
  private static final int MOST = 70;

  private static final String EVENTS = "events";

  private final Stage stage;
  private final AuditTail tail;
  private final int interval;
  private boolean toldBefore;
  private int left;
  private int count;
  private String last = "";

  /**
   * @param first so many writes from now on the first one dies
   * @param interval so many writes later each next one
   */
  Deaths(Stage stage, int first, int interval) {
    this.stage = stage;
    this.tail = stage.lab.cluster().auditLog().of(stage.shop.namespace()).tail();
    this.left = first;
    this.interval = interval;
  }

  int count() {
    return count;
  }

  /** Goes on until this is so. */
  void until(Callable<Boolean> end) {
    while (!endsBeforeNextDeath(end)) {
      stage.killOperator();
      count++;
      assertThat(count).as(() -> "kills, the last after " + last + stage.story()).isLessThan(MOST);
      Figure.say("kill %d in %s = after %s", count, stage.shop.namespace(), last);
      left = interval;
      // What was answered between the fatal write and the kill is of the dead one.
      var _ = tail.next();
      stage.startOperator();
    }
  }

  private boolean endsBeforeNextDeath(Callable<Boolean> end) {
    int[] looks = {0};
    boolean[] ended = {false};
    try {
      Awaitility.await("the next write, or the end")
          .atMost(Stage.LIMIT)
          .pollDelay(Duration.ZERO)
          .pollInterval(LOOK)
          .until(
              () -> {
                if (fatal(tail.next())) {
                  return true;
                }
                ended[0] = looks[0]++ % LOOKS_PER_QUESTION == 0 && end.call();
                return ended[0];
              });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "after %d kills, the last after %s: %s%s"
              .formatted(count, last, e.getMessage(), stage.story()),
          e);
    }
    return ended[0];
  }

  private boolean fatal(List<ApiRequest> requests) {
    for (ApiRequest request : requests) {
      boolean event = request.resource().equals(EVENTS);
      if (request.isWrite()
          && request.user().equals(User.OPERATOR.userName())
          && !(event && toldBefore)) {
        last = Books.kind(request);
        toldBefore = event;
        left--;
      }
    }
    return left <= 0;
  }
}
