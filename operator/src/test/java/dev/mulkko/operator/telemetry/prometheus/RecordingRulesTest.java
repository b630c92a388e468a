package dev.mulkko.operator.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of {@code samples}, by promtool: see {@code prometheus-rules-test.yaml}. */
@Tag("cluster")
class RecordingRulesTest {

  @Test
  void theyTellWhatWasDeliveredWhicheverReplicaCountedIt() throws Exception {
    assertThat(Promtool.run("", "test", "rules", "src/test/resources/prometheus-rules-test.yaml"))
        .contains("SUCCESS");
  }

  @Test
  void theyAreWrittenAsPrometheusReadsThem() throws Exception {
    assertThat(
            Promtool.run(
                "",
                "check",
                "rules",
                "--lint=all",
                "--lint-fatal",
                "../samples/prometheus-rules.yaml"))
        .contains("SUCCESS: 12 rules found");
  }
}
