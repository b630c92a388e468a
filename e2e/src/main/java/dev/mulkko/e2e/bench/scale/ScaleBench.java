package dev.mulkko.e2e.bench.scale;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.Policies;
import dev.mulkko.e2e.demo.Say;
import dev.mulkko.e2e.fleet.Fleet;
import dev.mulkko.e2e.safety.HollowGateway;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An operator beside fleets of resting Rollouts. People read standard error; the last line of
 * standard output is the figures as one JSON object. The exit code is 0 only when each figure that
 * has a limit is within it.
 */
public final class ScaleBench {

  private static final String SIZES = "0,1000,10000";

  /** Of which it is measured how soon a standby acts. */
  private static final int TAKEN_OVER = 1000;

  /** The highest that may be; a figure that was not measured breaks none. */
  private static final Map<String, Double> LIMITS =
      Map.of(
          "rss1000MB", 250.0,
          "secondsToSynced1000", 10.0,
          "liveHeap10000MB", 700.0,
          "requestsPerMinuteAtRest", 0.0,
          "secondsToTakeOver", 10.0);

  private ScaleBench() {}

  public static void main(String[] args) {
    List<Integer> sizes =
        Arrays.stream(System.getenv().getOrDefault("SIZES", SIZES).split(","))
            .map(size -> Integer.valueOf(size.strip()))
            .sorted()
            .toList();
    ObjectNode figures = JsonNodeFactory.instance.objectNode();
    long requests = 0;
    long writes = 0;
    try (Lab lab = Lab.hollow(Policies.SERVED);
        HollowGateway _ = new HollowGateway(lab.client())) {
      Fleet fleet = new Fleet(lab);
      for (int size : sizes) {
        try (OperatorProcess _ = OperatorProcess.start(lab, "attaching", heap(size), Map.of())) {
          fleet.growTo(size);
        }
        Rest rest = Rest.of(lab, heap(size));
        Say.line("%d Rollouts: %s", size, rest);
        rest.into(figures, size);
        requests = Math.max(requests, rest.requests());
        writes = Math.max(writes, rest.writes());
        if (size == TAKEN_OVER) {
          figures.put("secondsToTakeOver", Takeover.seconds(lab, fleet.someone(), heap(size)));
        }
      }
    }
    figures.put("requestsPerMinuteAtRest", requests).put("writesPerMinuteAtRest", writes);
    Say.line("%n%s", figures.toPrettyString());
    System.out.println(figures);
    System.exit(isWithin(figures) ? 0 : 1);
  }

  /** The image's own heap in MB; the largest fleet is given more, as its people would. */
  private static int heap(int size) {
    return size <= 2000 ? OperatorProcess.HEAP : 1024;
  }

  private static boolean isWithin(ObjectNode figures) {
    return LIMITS.entrySet().stream()
        .allMatch(limit -> figures.path(limit.getKey()).asDouble() <= limit.getValue());
  }
}
