package dev.mulkko.operator.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of {@code samples}, by promtool: see {@code prometheus-rules-test.yaml}. */
@Tag("cluster")
class RecordingRulesTest {

  @Test
  void theyTellWhatWasDeliveredWhicheverReplicaCountedIt() throws Exception {
    assertThat(promtool("test", "rules", "src/test/resources/prometheus-rules-test.yaml"))
        .contains("SUCCESS");
  }

  @Test
  void theyAreWrittenAsPrometheusReadsThem() throws Exception {
    assertThat(
            promtool(
                "check", "rules", "--lint=all", "--lint-fatal", "../samples/prometheus-rules.yaml"))
        .contains("SUCCESS: 12 rules found");
  }

  private static String promtool(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
    builder.command().addFirst(RunningPrometheus.binary("promtool", System.getenv()).toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
