package dev.mulkko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulateTest {

  private static final String ROLLOUT =
      """
      apiVersion: mulkko.dev/v1beta1
      kind: Rollout
      metadata: {name: shop}
      spec:
        workloadRef: {name: shop}
        traffic: {service: shop, routes: [{kind: HTTPRoute, name: shop}]}
        strategy: {canary: {steps: [{setWeight: 5}, {pause: {duration: 10m}}, {setWeight: 50}, {pause: {duration: 10m}}]}}
        analysis: {requests: {}}
      """;

  @Test
  void aBadVersionIsStoppedInItsFirstStep() {
    Ran ran = simulate("--rps", "100", "--canary-errors", "20%");

    assertThat(ran.out())
        .contains("STEP   WEIGHT   HOLDS   REACHED   STOPPED   EARLY   MEDIAN")
        .containsPattern("2/5 +5% +10m +200 +100.0% +0.0% ")
        .contains("100.0% of 200 rollouts are stopped, half of those within ");
    assertThat(ran.code()).isZero();
  }

  @Test
  void aHealthyVersionIsNot() {
    assertThat(simulate("--rps", "1000", "--canary-errors", "0.5%").out())
        .contains("none of 200 rollouts is stopped; the others take ");
  }

  @Test
  void programsReadIt() {
    assertThat(simulate("--rps", "100", "--canary-errors", "100%", "-o", "json").out())
        .contains("\"stopped\" : 1.0", "\"label\" : \"2/5\"", "\"reached\" : 200");
  }

  @Test
  void whatCannotBePlayedIsSaid() {
    assertThat(Ran.withInput(ROLLOUT, "simulate", "-", "--rps", "0").err())
        .contains("write --rps above 0 and up to 1000000");
    assertThat(Ran.withInput(ROLLOUT, "simulate", "-").err()).contains("--rps");
    assertThat(
            Ran.withInput(ROLLOUT, "simulate", "-", "--rps", "9", "--canary-errors", "0.5").err())
        .contains("'0.5' is no share: write 0% to 100%, for example 0.5%");
    assertThat(Ran.withInput("kind: List", "simulate", "-", "--rps", "9").err())
        .contains("has 0 Rollouts: name a file with one");
    assertThat(
            Ran.withInput(
                    ROLLOUT.replaceAll("steps: .*]", "steps: [{setWeight: 0}]"),
                    "simulate",
                    "-",
                    "--rps",
                    "9")
                .err())
        .contains("there is nothing to compare");
  }

  private static Ran simulate(String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "simulate";
    all[1] = "-";
    System.arraycopy(options, 0, all, 2, options.length);
    return Ran.withInput(ROLLOUT, all);
  }
}
