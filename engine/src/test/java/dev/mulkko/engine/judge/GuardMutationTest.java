package dev.mulkko.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Verdict.Healthy;
import dev.mulkko.engine.judge.Verdict.Undecided;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes out each guard: a canary that it alone held would be promoted. */
class GuardMutationTest {

  /**
   * What befalls a canary that has proven its health, by the name of the guard that must see it.
   */
  private static final Map<String, Consumer<Watched>> BEFALLS =
      Map.of(
          "telemetryLost", watched -> watched.due("another pod").seconds(5, 500, 0, 500, 0),
          "canaryStarved", watched -> watched.seconds(29, 20, 0, 980, 0),
          "noData", watched -> watched.seconds(31, 500, 0, 0, 0),
          "sharedTrouble", watched -> watched.seconds(60, 500, 50, 500, 50));

  static Stream<String> guards() {
    return Guards.ALL.stream().map(Guards.Named::name);
  }

  @ParameterizedTest
  @MethodSource("guards")
  void everyGuardIsMissedWhenItIsGone(String guard) {
    Watched watched = new Watched(Judge.ofErrors(), 0.5, Watched.steady(0.005));
    BEFALLS.getOrDefault(guard, _ -> {}).accept(watched.seconds(60, 500, 0, 500, 0));

    List<Guards.Named> others =
        Guards.ALL.stream().filter(each -> !each.name().equals(guard)).toList();

    assertThat(watched.verdict())
        .isInstanceOfSatisfying(
            Undecided.class, undecided -> assertThat(undecided.mayPass()).isFalse());
    assertThat(watched.judge.verdict(watched.evidence, watched.now(), others))
        .isInstanceOf(Healthy.class);
  }
}
