package dev.mulkko.e2e.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.demo.Say;
import dev.mulkko.testbed.cluster.ClusterOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Every router, every case, under load. People read standard error; the last line of standard
 * output is the figures as one JSON object. The exit code is 0 only when nothing was lost and
 * everything ended as it must.
 */
public final class TrafficBench {

  /** Traefik's throttle as the local cluster has it, and as Traefik has it by itself. */
  private static final Duration QUICK = Duration.ofMillis(200);

  private static final Duration DEFAULT = Duration.ofSeconds(2);

  private TrafficBench() {}

  public static void main(String[] args) {
    Slices slices = Slices.of(System.getenv());
    Instant begin = Instant.now();
    List<Cell> cells = List.of();
    List<AbortFigures> aborts = new ArrayList<>();
    try (Lab lab = Lab.open(options(slices, QUICK))) {
      if (!slices.cases().isEmpty()) {
        cells = new Matrix(lab, slices).run();
      }
      if (slices.abortTimes()) {
        aborts.addAll(new AbortTimes(lab, slices, QUICK).run(chosen(slices, Router::isRoute)));
      }
    }
    List<Router> throttled = chosen(slices, Router::isOfTraefik);
    if (slices.abortTimes() && !throttled.isEmpty()) {
      try (Lab lab = Lab.open(options(slices, DEFAULT))) {
        aborts.addAll(new AbortTimes(lab, slices, DEFAULT).run(throttled));
      }
    }
    print(cells, aborts);
    Say.line("%ndone after %s", Say.seconds(begin));
    System.out.println(json(cells));
    boolean wrong =
        cells.stream().anyMatch(Cell::isWrong) || aborts.stream().anyMatch(AbortFigures::isWrong);
    System.exit(wrong ? 1 : 0);
  }

  private static List<Router> chosen(Slices slices, Predicate<Router> which) {
    return slices.routers().stream().filter(which).toList();
  }

  private static ClusterOptions options(Slices slices, Duration throttle) {
    ClusterOptions options =
        ClusterOptions.defaults()
            .withScrapeInterval(Duration.ofSeconds(5))
            .withGatewayThrottle(throttle);
    String records = System.getenv("RECORDS");
    if (records != null) {
      options =
          options.withDirectory(
              Path.of(records, "throttle-%dms".formatted(throttle.toMillis())).toAbsolutePath());
    }
    return slices.routers().contains(Router.ENVOY) ? options.withContour() : options;
  }

  private static void print(List<Cell> cells, List<AbortFigures> aborts) {
    if (!cells.isEmpty()) {
      Say.line("%n%s", Cell.HEAD);
      cells.forEach(cell -> Say.line("%s", cell.line()));
    }
    if (!aborts.isEmpty()) {
      Say.line("%n%s", AbortFigures.HEAD);
      aborts.forEach(figures -> Say.line("%s", figures.line()));
    }
  }

  private static String json(List<Cell> cells) {
    List<Cell> counted = cells.stream().filter(cell -> cell.play().polite()).toList();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("cells", counted.size());
    json.put("requests", counted.stream().mapToLong(Cell::sent).sum());
    json.put("lost", counted.stream().mapToLong(Cell::lost).sum());
    json.put(
        "maxWeightErrorSigma",
        counted.stream()
            .map(Cell::sigma)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0));
    return json.toString();
  }
}
