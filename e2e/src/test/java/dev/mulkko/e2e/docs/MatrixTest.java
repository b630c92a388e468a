package dev.mulkko.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever knows her strategy and what sends her traffic finds a folder that has both. */
final class MatrixTest {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final Path FOLDER = Path.of("..", "samples");

  private static final List<String> ROUTERS =
      List.of("GRPCRoute", "HTTPRoute", "Ingress", "IngressRoute", "Service", "TraefikService");

  /** {@code rolling} shifts pods, so it has a Service at most. */
  @Test
  void eachStrategyHasASampleOfEachRouterThatWorksWithIt() throws IOException {
    Set<String> expected = new TreeSet<>(Set.of("rolling of nothing", "rolling of Service"));
    for (String router : ROUTERS) {
      expected.add("canary of " + router);
      expected.add("blueGreen of " + router);
    }
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(path -> path.endsWith("rollout.yaml")).toList()) {
        JsonNode spec = spec(file);
        found.add("%s of %s".formatted(strategy(spec), router(spec)));
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  private static JsonNode spec(Path file) throws IOException {
    return Stream.of(Files.readString(file).split("(?m)^---$", -1))
        .map(document -> YAML.unmarshal(document, ObjectNode.class))
        .filter(object -> object.path("kind").asText().equals("Rollout"))
        .findFirst()
        .orElseThrow()
        .path("spec");
  }

  private static String strategy(JsonNode spec) {
    return spec.path("strategy").fieldNames().next();
  }

  private static String router(JsonNode spec) {
    if (!spec.has("traffic")) {
      return "nothing";
    }
    return spec.at("/traffic/routes/0/kind").asText("Service");
  }
}
