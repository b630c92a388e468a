package dev.mulkko.e2e.bench.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.cluster.ApiRequest;
import dev.mulkko.testbed.cluster.AuditTail;
import dev.mulkko.testbed.cluster.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one process costs from its start through a minute in which nobody wants anything.
 *
 * @param seconds from its launch until its caches are filled and it acts
 * @param startRequests sent until then
 * @param residentMegabytes at the end of the minute
 * @param cpuSeconds of the minute
 * @param requests of the minute, leases and watches apart
 * @param writes of the minute, leases apart
 * @param heapMegabytes that are still in use after a full collection
 */
record Rest(
    double seconds,
    long startRequests,
    long residentMegabytes,
    double cpuSeconds,
    long requests,
    long writes,
    long heapMegabytes) {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** After its start it looks at each Rollout once, and writes what is new. */
  private static final Duration STILL = Duration.ofSeconds(10);

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration PACE = Duration.ofSeconds(1);

  /** Starts one beside the fleet as it is, and ends it. */
  static Rest of(Lab lab, int heap) {
    AuditTail tail = lab.cluster().auditLog().tail();
    Instant launch = Instant.now();
    try (OperatorProcess operator =
        OperatorProcess.start(lab, "resting", heap, Map.of("MULKKO_LEASE_NAMESPACE", Lab.SYSTEM))) {
      double seconds = seconds(Duration.between(launch, Instant.now()));
      long startRequests = ofOperator(tail).count();
      awaitStill(tail);
      Duration before = operator.cpu();
      Instant end = Instant.now().plus(MINUTE);
      Wait.until(
          MINUTE.multipliedBy(2), "a minute is over", PACE, () -> Instant.now().isAfter(end));
      Duration cpu = operator.cpu().minus(before);
      List<ApiRequest> requests = ofOperator(tail).filter(Rest::counts).toList();
      requests.stream().limit(5).forEach(request -> System.err.println("at rest: " + request));
      return new Rest(
          seconds,
          startRequests,
          operator.residentMegabytes(),
          seconds(cpu),
          requests.size(),
          requests.stream().filter(ApiRequest::isWrite).count(),
          operator.liveHeapMegabytes());
    }
  }

  private static void awaitStill(AuditTail tail) {
    Instant[] last = {Instant.now()};
    Wait.until(
        LIMIT,
        "the operator is at rest",
        PACE,
        () -> {
          if (ofOperator(tail).anyMatch(Rest::counts)) {
            last[0] = Instant.now();
          }
          return Duration.between(last[0], Instant.now()).compareTo(STILL) > 0;
        });
  }

  private static Stream<ApiRequest> ofOperator(AuditTail tail) {
    return tail.next().stream().filter(ApiRequest.byUser(User.OPERATOR.userName()));
  }

  private static boolean counts(ApiRequest request) {
    return !request.resource().equals("leases") && !request.verb().equals("watch");
  }

  private static double seconds(Duration time) {
    return Math.round(time.toMillis() / 10.0) / 100.0;
  }

  /** Adds what belongs to a fleet of this size. */
  void into(ObjectNode figures, int size) {
    figures
        .put("rss%dMB".formatted(size), residentMegabytes)
        .put("secondsToSynced" + size, seconds)
        .put("cpuSecondsPerMinuteAtRest" + size, cpuSeconds)
        .put("liveHeap%dMB".formatted(size), heapMegabytes)
        .put("requestsToStart" + size, startRequests);
  }
}
