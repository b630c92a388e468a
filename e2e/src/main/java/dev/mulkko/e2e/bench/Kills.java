package dev.mulkko.e2e.bench;

import dev.mulkko.testbed.cluster.ApiRequest;
import dev.mulkko.testbed.cluster.AuditTail;
import dev.mulkko.testbed.cluster.User;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Kills the operator (SIGKILL) right after some of its writes, and starts the next one. */
final class Kills {

  private static final Duration LOOK = Duration.ofMillis(5);
  private static final int LOOKS_PER_QUESTION = 100;

  /** The second write is the first that a rollout makes of a route or a Service. */
  private static final int FIRST = 4;

  private static final int INTERVAL = 7;

  private final Stand stand;
  private final AuditTail tail;
  private int left = FIRST;
  private int looks;
  private int count;

  Kills(Stand stand) {
    this.stand = stand;
    this.tail = stand.lab.cluster().auditLog().of(stand.shop.namespace()).tail();
  }

  void until(Callable<Boolean> end) {
    Awaitility.await("the end, in spite of all kills")
        .atMost(Stand.LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK)
        .until(
            () -> {
              strike();
              return looks++ % LOOKS_PER_QUESTION == 0 && end.call();
            });
    if (count == 0) {
      throw new IllegalStateException("the release ended before the first kill");
    }
  }

  private void strike() {
    left -= (int) tail.next().stream().filter(Kills::counts).count();
    if (left <= 0) {
      stand.killOperator();
      // What was answered between the fatal write and the kill is of the dead one.
      var _ = tail.next();
      left = INTERVAL;
      count++;
    }
  }

  private static boolean counts(ApiRequest request) {
    return request.isWrite()
        && request.user().equals(User.OPERATOR.userName())
        && !request.resource().equals("events");
  }
}
