package dev.mulkko.operator.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.plan.gate.Query;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a Rollout fills in: Prometheus itself parses the same tree, with one other value. */
@Tag("cluster")
@TestInstance(Lifecycle.PER_CLASS)
class InjectionTest {

  private static final List<String> FILLED = List.of("job", "path", "code", "host", "x");

  private static final String QUERY =
      """
      # it's "quoted"
      sum by (pod) (rate(requests_total{job="$(args.v)", path!='$(args.v)', pod=~"$(pods)",
        code=~"5..|$(args.v)", host!~"$(args.v)[.]example"}[1m]))
        / on (pod) group_left up{x="\\"$(args.v)\\""}
      """;

  private final ObjectMapper json = new ObjectMapper();
  private final RunningPrometheus prometheus;

  InjectionTest(@TempDir Path folder) throws IOException {
    prometheus = RunningPrometheus.in(folder);
  }

  @AfterAll
  void stop() {
    prometheus.close();
  }

  static Stream<String> payloads() {
    return Stream.of(
        "\"} or vector(1) #",
        "'} or vector(1) #",
        "`} or vector(1) #",
        "\"}[1m])) or vector(1) or sum(rate(up{a=\"",
        "\", namespace=\"other",
        "\\",
        "\\\\",
        "\\\"",
        "\\\\\"} or up{a=\"",
        "\"",
        "\"\"",
        "'",
        "`",
        "#",
        "\n# comment\nor vector(1)",
        "\r\nor vector(1)",
        "\u0000",
        "\u0007\b\f\u001b[31m",
        "\u007f\u0085\u00a0",
        ".*",
        ".+|.*",
        "a|b",
        "(",
        ")",
        "[",
        "a{1000}",
        "^$",
        "(?i)a",
        "\\d+",
        "[^a]",
        "$(pods)",
        "$(args.v)",
        "$(namespace)",
        "$1 ${a} $$",
        "{{ .Values.x }}",
        "%s %d %%",
        "} unless on() up{",
        "offset 5m",
        "@ end()",
        "\\x22} or up",
        "\\u0022} or up",
        "\\042} or up",
        "한글 값",
        "\ud83d\ude80 emoji",
        "\u202e right to left",
        "\u2028 line separator",
        " ",
        "",
        "x".repeat(256));
  }

  @Test
  void thereAreManyPayloads() {
    assertThat(payloads()).hasSizeGreaterThanOrEqualTo(30).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void theTreeIsTheSameButForTheValue(String payload) throws Exception {
    JsonNode tree = parsed(payload);
    assertThat(values(tree, "job")).as("what Prometheus reads").containsExactly(payload);
    assertThat(values(tree, "path")).containsExactly(payload);
    assertThat(values(tree, "x")).containsExactly('"' + payload + '"');
    String code = values(tree, "code").getFirst();
    assertThat(code).startsWith("5..|");
    assertThat(payload).as("as a regular expression it is itself").matches(code.substring(4));
    assertThat(values(tree, "host")).containsExactly(code.substring(4) + "[.]example");
    assertThat(withoutValues(tree)).isEqualTo(withoutValues(parsed("plain")));
  }

  private static JsonNode withoutValues(JsonNode tree) {
    tree.findParents("value").stream()
        .filter(each -> FILLED.contains(each.path("name").asText()))
        .forEach(each -> ((ObjectNode) each).remove("value"));
    return tree;
  }

  private static List<String> values(JsonNode tree, String label) {
    return tree.findParents("type").stream()
        .filter(each -> each.path("name").asText().equals(label))
        .map(each -> each.path("value").asText())
        .distinct()
        .toList();
  }

  private JsonNode parsed(String value) throws Exception {
    Query.Version version = new Query.Version("hash", "shop-hash");
    String query =
        Query.filled(
            QUERY, new Query.Names("shop", "shop", version, version, version, Map.of("v", value)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(prometheus.address() + "/api/v1/parse_query"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      JsonNode answer = json.readTree(client.send(request, BodyHandlers.ofString()).body());
      assertThat(answer.path("status").asText()).as("%s: %s", query, answer).isEqualTo("success");
      return answer.path("data");
    }
  }
}
