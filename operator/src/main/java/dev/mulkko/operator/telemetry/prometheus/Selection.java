package dev.mulkko.operator.telemetry.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.operator.telemetry.Teller.Asked;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi.Silent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which series of Prometheus tell of both versions, and what they tell. */
sealed interface Selection permits PodSeries, GatewaySeries, OwnSeries {

  /** Who counted, in words for people. */
  String words();

  /** Samples are this old at most, so that even slow scrapes have some. */
  String WINDOW = "[2m]";

  /** Asks the server, and gets a matrix. */
  @FunctionalInterface
  interface Samples {
    JsonNode of(String query) throws Silent;
  }

  /** What the series of both versions tell, of each target from the oldest. */
  List<Told> present(Asked asked, Samples samples) throws Silent;

  /** What those of stable told before the rollout, with few labels. */
  List<Told> past(Asked asked, Samples samples) throws Silent;

  /** Who should be there. */
  Set<String> due(Asked asked);

  /** Buckets of other edges are not asked for once it is known which matter. */
  static String edges(Asked asked, int perSecond) {
    return asked
        .edges()
        .map(
            edges ->
                ", le=~\"|[+]Inf%s\""
                    .formatted(
                        edges.stream()
                            .map(edge -> "|" + edge(edge, perSecond))
                            .collect(Collectors.joining())))
        .orElse("");
  }

  /** In the unit of the buckets, however many zeros are written behind it. */
  private static String edge(double seconds, int perSecond) {
    BigDecimal edge = BigDecimal.valueOf(seconds).multiply(BigDecimal.valueOf(perSecond));
    String plain = edge.stripTrailingZeros().toPlainString();
    return plain.contains(".") ? plain.replace(".", "[.]") + "0*" : plain + "([.]0+)?";
  }

  /** Names of Kubernetes and of series need no other escape. */
  static String anyOf(Collection<String> names) {
    return names.stream()
        .sorted()
        .map(name -> name.replace(".", "[.]"))
        .collect(Collectors.joining("|"));
  }
}
