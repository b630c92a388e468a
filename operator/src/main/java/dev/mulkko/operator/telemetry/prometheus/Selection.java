package dev.mulkko.operator.telemetry.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.operator.telemetry.Teller.Asked;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which series of Prometheus tell of both versions, and what they tell. */
sealed interface Selection permits PodSeries, TraefikSeries {

  /** Who counted, in words for people. */
  String words();

  /** The series of both versions, each by a selector of its own. */
  List<String> present(Asked asked);

  /** The series of stable, as they were before the rollout, with few labels. */
  List<String> past(Asked asked);

  /** Who should be there. */
  Set<String> due(Asked asked);

  /** What samples tell, of each target from the oldest. */
  List<Told> told(JsonNode data, Asked asked);

  /** Buckets of other edges are not asked for once it is known which matter. */
  static String edges(Asked asked) {
    return asked
        .edges()
        .map(
            edges ->
                ", le=~\"|[+]Inf%s\""
                    .formatted(
                        edges.stream().map(edge -> "|" + edge(edge)).collect(Collectors.joining())))
        .orElse("");
  }

  /** However many zeros are written behind it. */
  private static String edge(double seconds) {
    String plain = BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString();
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
