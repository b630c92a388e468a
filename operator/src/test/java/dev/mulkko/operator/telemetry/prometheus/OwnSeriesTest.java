package dev.mulkko.operator.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Comparison.OwnCounters;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Teller.Asked;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi.Silent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnSeriesTest {

  private static final OwnCounters COUNTERS =
      new OwnCounters(
          "r{service=\"$(service)\", ns=\"$(namespace)\"}",
          "f{hash=\"$(hash)\", r=\"$(rollout)\"}");

  private final List<String> asked = new ArrayList<>();

  /** By the beginning of the query. */
  private final Map<String, String> answers = new LinkedHashMap<>();

  /** So that each sample of all requests has that of those that failed beside it. */
  @Test
  void whatFailedIsAskedForAfterAllRequestsAndFurtherBack() throws Silent {
    answers.put("r", series("pod", "p", "[10, \"100\"]"));
    present(COUNTERS);

    assertThat(asked)
        .containsExactly(
            "r{service=\"shop-b\", ns=\"ns\"}[2m]",
            "f{hash=\"b\", r=\"mro\"}[3m]",
            "r{service=\"shop-a\", ns=\"ns\"}[2m]",
            "f{hash=\"a\", r=\"mro\"}[3m]");
  }

  @Test
  void aVersionOfWhichNobodyHasCountedARequestCostsOneQuestion() throws Silent {
    assertThat(present(COUNTERS)).isEmpty();
    assertThat(asked).hasSize(1);
  }

  /** Without a name the selector would be that of all who have no label pod. */
  @Test
  void withoutAReadyPodNobodyIsAskedForPods() throws Silent {
    answers.put("r", series("pod", "p", "[10, \"100\"]"));
    OwnCounters ofPods = new OwnCounters("r{pod=~\"$(pods)\"}", "f{pod=~\"$(pods)\"}");

    assertThat(present(ofPods)).isEmpty();
    assertThat(asked).isEmpty();
    assertThat(present(ofPods, new Target(Side.Canary, "b.1", "10.0.0.1", 80)))
        .extracting(Told::side)
        .containsExactly(Side.Canary);
    assertThat(asked).containsExactly("r{pod=~\"b[.]1\"}[2m]", "f{pod=~\"b[.]1\"}[3m]");
  }

  @Test
  void seriesThatNameNobodyAreToldApartByAllLabelsButTheirName() throws Silent {
    answers.put(
        "r", series("zone", "x", "[10, \"100\"]") + "," + series("zone", "y", "[10, \"50\"]"));
    answers.put("f", series("zone", "y", "[10, \"7\"]"));

    assertThat(present(COUNTERS))
        .filteredOn(told -> told.side() == Side.Canary)
        .extracting(Told::requests, Told::failed)
        .containsExactlyInAnyOrder(tuple(100L, 0L), tuple(50L, 7L));
  }

  @Test
  void whatHasAnInstanceAloneIsOneTarget() throws Silent {
    answers.put(
        "r",
        series("instance", "i", "[10, \"100\"]") + "," + series("instance", "i", "[10, \"50\"]"));

    assertThat(present(COUNTERS))
        .extracting(Told::target, Told::requests)
        .containsExactly(tuple("i", 150L), tuple("i", 150L));
  }

  /** A pod that is gone has failures that are older than all that is looked at. */
  @Test
  void failuresOfATargetWithoutRequestsAreAMistakeUnlessTheyAreOld() throws Silent {
    answers.put("r", series("pod", "p", "[10, \"100\"]") + "," + series("pod", "q", "[20, \"9\"]"));
    answers.put("f", series("pod", "gone", "[9, \"7\"]"));
    assertThat(present(COUNTERS)).hasSize(4);

    answers.put("f", series("pod", "stray", "[11, \"7\"]"));
    assertThatThrownBy(() -> present(COUNTERS))
        .hasMessage("counters.total has no series of stray, failed has");
  }

  /** A failure that is read at another time would be missed at each. */
  @Test
  void failuresThatAreReadAtOtherTimesAreAMistake() throws Silent {
    answers.put("r", series("pod", "p", "[10, \"100\"], [20, \"110\"]"));
    answers.put("f", series("pod", "p", "[9, \"7\"], [20, \"8\"], [21, \"9\"]"));
    assertThat(present(COUNTERS))
        .filteredOn(told -> told.side() == Side.Canary)
        .extracting(Told::requests, Told::failed)
        .containsExactly(tuple(100L, 0L), tuple(110L, 8L));

    answers.put("f", series("pod", "p", "[12, \"7\"]"));
    assertThatThrownBy(() -> present(COUNTERS))
        .hasMessage("counters.total and failed of p are not of one page");
  }

  private List<Told> present(OwnCounters counters, Target... targets) throws Silent {
    Watch watch =
        new Watch(Comparison.DEFAULT, "shop", "a", "b", Instant.EPOCH, Optional.empty(), List.of());
    return new OwnSeries(counters, "ns", "mro")
        .present(
            new Asked(watch, List.of(targets), Optional.empty(), Duration.ofSeconds(5)),
            query -> {
              asked.add(query);
              String series = answers.getOrDefault(query.substring(0, 1), "");
              try {
                return new ObjectMapper().readTree("{\"result\":[%s]}".formatted(series));
              } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(series, e);
              }
            });
  }

  private static String series(String label, String value, String sample) {
    return "{\"metric\":{\"__name__\":\"%1$s%2$s\",\"%1$s\":\"%2$s\"},\"values\":[%3$s]}"
        .formatted(label, value, sample);
  }
}
