package dev.mulkko.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    try (Stream<Path> files = Files.walk(FOLDER)) {
      assertThat(
              files
                  .filter(file -> file.endsWith("rollout.yaml"))
                  .map(MatrixTest::spec)
                  .map(spec -> "%s of %s".formatted(strategy(spec), router(spec)))
                  .collect(Collectors.toCollection(TreeSet::new)))
          .isEqualTo(expected);
    }
  }

  private static JsonNode spec(Path file) {
    try {
      return Stream.of(Files.readString(file).split("(?m)^---$", -1))
          .map(document -> YAML.unmarshal(document, ObjectNode.class))
          .filter(object -> object.path("kind").asText().equals("Rollout"))
          .findFirst()
          .orElseThrow()
          .path("spec");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
