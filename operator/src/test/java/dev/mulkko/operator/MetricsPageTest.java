package dev.mulkko.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.operator.cluster.ApiServer;
import dev.mulkko.operator.cluster.Shop;
import dev.mulkko.operator.metrics.RolloutMetrics;
import dev.mulkko.operator.metrics.Scene;
import dev.mulkko.operator.telemetry.prometheus.Promtool;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole page: that of a process, and what it says of Rollouts that are under way. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class MetricsPageTest {

  private static final String KUBECONFIG = "kubeconfig";
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (mulkko_\\w+) (\\w+)$");
  private static final Pattern HELP = Pattern.compile("(?m)^# HELP (mulkko_\\w+) (.+)$");
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^(mulkko_\\w+)(?:[{](.*)[}])? [-+0-9.eEINfna]+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
  private static final Pattern ROW =
      Pattern.compile("(?m)^[|] `(mulkko_\\w+)` [|] (\\w+) [|] ([^|]*) [|] (.+) [|]$");

  private static final Path TABLE = Path.of("../docs/en/metrics.md");

  private final String process;
  private final String rollouts;

  MetricsPageTest(ApiServer server, @TempDir Path dir) throws IOException {
    process = ofAProcess(Shop.on(server), server, dir);
    PrometheusMeterRegistry page = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    RolloutMetrics metrics = new RolloutMetrics(() -> true, Clock.fixed(Scene.NOW, ZoneOffset.UTC));
    page.getPrometheusRegistry().register(metrics);
    metrics.follow(Scene.locked());
    rollouts = page.scrape();
  }

  private static String ofAProcess(Shop shop, ApiServer server, Path dir) throws IOException {
    Path kubeconfig = Files.writeString(dir.resolve("kubeconfig"), server.kubeconfig());
    System.setProperty(KUBECONFIG, kubeconfig.toString());
    Wiring wiring =
        Wiring.of(
            OperatorConfig.from(
                Map.of(
                    "MULKKO_NAMESPACES", shop.namespace(),
                    "MULKKO_METRICS_PORT", "0",
                    "MULKKO_PROBES_PORT", "0")));
    try {
      wiring.start();
      shop.createRollout("shop");
      URI page = URI.create("http://localhost:%d/metrics".formatted(wiring.metricsPort()));
      return await()
          .until(() -> read(page), said -> said.contains("phase=\"Stalled\",reason=\"Workload"));
    } finally {
      wiring.stop();
      System.clearProperty(KUBECONFIG);
    }
  }

  private static String read(URI page) throws IOException {
    try (var in = page.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void promtoolHasNothingToSayAboutIt() throws Exception {
    assertThat(Promtool.run(process, "check", "metrics")).isEmpty();
    assertThat(Promtool.run(rollouts, "check", "metrics")).isEmpty();
  }

  @Test
  void whatTheOperatorAsksOfTheServerIsCountedByTheClientOfTheProcess() {
    assertThat(process)
        .containsPattern(
            "mulkko_api_requests_total[{]code=\"20[01]\",resource=\"rollouts/status\",verb=\"patch\"[}] [1-9]")
        .contains("mulkko_leader 1.0", "jvm_memory_used_bytes{", "process_cpu_seconds_total ")
        .containsPattern("mulkko_reconcile_seconds_count[{]result=\"done\"[}] [1-9]");
  }

  /**
   * Each once, with its type, its labels and the sentence that stands on the page. {@code make
   * reference} writes the rows anew; where a new one stands is chosen by whoever adds it.
   */
  @Test
  void theTableOfTheDocumentationIsThePage() throws IOException {
    Map<String, String> page = new TreeMap<>();
    for (String each : new String[] {process, rollouts}) {
      Map<String, String> help = table(HELP, each, m -> m.group(2));
      table(TYPE, each, m -> m.group(2))
          .forEach(
              (name, type) ->
                  page.put(
                      name, "%s | %s | %s".formatted(type, labels(each, name), help.get(name))));
    }
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(
          TABLE,
          Pattern.compile(ROW.pattern() + "\\n")
              .matcher(Files.readString(TABLE))
              .replaceAll(
                  row -> Matcher.quoteReplacement(row(row.group(1), page.get(row.group(1))))));
    }
    String document = Files.readString(TABLE);
    assertThat(
            table(
                ROW,
                document,
                row ->
                    "%s | %s | %s"
                        .formatted(
                            row.group(2), row.group(3).replace("`", "").strip(), row.group(4))))
        .isEqualTo(page);
  }

  /** None of a metric that there is no more. */
  private static String row(String name, @Nullable String told) {
    if (told == null) {
      return "";
    }
    String[] cells = told.split(" [|] ", 3);
    String labels = cells[1].isEmpty() ? "" : "`" + cells[1].replace(", ", "`, `") + "`";
    return "| `%s` | %s | %s | %s |\n".formatted(name, cells[0], labels, cells[2]);
  }

  @Test
  void theKoreanTableNamesTheSame() throws IOException {
    Function<Matcher, String> typeAndLabels = row -> row.group(2) + " " + row.group(3);
    assertThat(table(ROW, Files.readString(Path.of("../docs/ko/metrics.md")), typeAndLabels))
        .isEqualTo(table(ROW, Files.readString(TABLE), typeAndLabels));
  }

  private static String labels(String page, String name) {
    return SAMPLE
        .matcher(page)
        .results()
        .filter(
            sample ->
                Stream.of("", "_bucket", "_sum", "_count")
                    .anyMatch(suffix -> sample.group(1).equals(name + suffix)))
        .filter(sample -> sample.group(2) != null)
        .flatMap(sample -> LABEL.matcher(sample.group(2)).results())
        .map(label -> label.group(1))
        .filter(label -> !label.equals("le"))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(", "));
  }

  private static Map<String, String> table(
      Pattern pattern, String text, Function<Matcher, String> value) {
    Map<String, String> table = new TreeMap<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      assertThat(table.put(matcher.group(1), value.apply(matcher))).as(matcher.group(1)).isNull();
    }
    return table;
  }
}
