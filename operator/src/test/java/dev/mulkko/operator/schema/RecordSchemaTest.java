package dev.mulkko.operator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.kube.Json;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordSchemaTest {

  private static final String FILE = "deployment-record.schema.json";
  private static final String CRD = "/META-INF/mulkko/crds/deploymentrecords.mulkko.dev.yaml";

  private static final String RECORD =
      """
      {"apiVersion": "mulkko.dev/v1beta1", "kind": "DeploymentRecord",
       "metadata": {"namespace": "shop", "name": "web-3", "labels": {"mulkko.dev/rollout": "web"}},
       "spec": {"rollout": "web", "rolloutUid": "9f3c", "workload": "web", "attempt": 3,
         "strategy": "Canary", "startedAt": "2026-11-24T08:30:00Z",
         "from": {"revision": "6f4c", "images": [{"container": "app", "image": "web:1"}]},
         "to": {"revision": "7d9e", "version": "PAY-123-web-20261124093000"},
         "undo": false, "changedBy": {"name": "kim", "trust": "Stamped"},
         "correlationId": "build-4711"},
       "status": {"outcome": "Promoted", "endedAt": "2026-11-24T08:40:00Z",
         "totals": {"promoted": 3, "rolledBack": 0, "aborted": 0, "superseded": 0, "undone": 0,
           "leadTime": {"count": 1, "seconds": 4000000000, "within": [0, 0, 0, 0]}}}}
      """;

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Or run it with -Dgolden.write=true, and look at what has changed. */
  @Test
  void itSaysWhatTheCrdSays() throws IOException {
    String expected = MAPPER.writeValueAsString(ofCrd()) + "\n";
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(Schemas.FOLDER.resolve(FILE), expected);
    }
    assertThat(Schemas.text(FILE)).isEqualTo(expected);
  }

  @Test
  void aRecordIsAsItIsSaid() {
    assertThat(Schemas.of(FILE).objections(RECORD)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/spec/rollout,",
    "/spec/attempt, 0",
    "/spec/attempt, 1.5",
    "/spec/startedAt, yesterday",
    "/spec/changedBy/trust, Believed",
    "/spec/correlationId,",
    "/status/outcome, Fine",
    "/status/totals/promoted, -1",
    "/kind, Rollout",
  })
  void anotherRecordIsRefused(String pointer, String value) {
    ObjectNode record = (ObjectNode) Json.parse(RECORD);
    ObjectNode parent = (ObjectNode) record.at(pointer.substring(0, pointer.lastIndexOf('/')));
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    assertThat(parent.has(name)).isTrue();
    if (value == null) {
      parent.remove(name);
    } else if (value.matches("-?[0-9.]+")) {
      parent.put(name, Double.parseDouble(value));
    } else {
      parent.put(name, value);
    }
    assertThat(Schemas.of(FILE).objections(record)).isNotEmpty();
  }

  private static JsonNode ofCrd() throws IOException {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "https://mulkko.dev/schema/" + FILE);
    schema.put("title", "DeploymentRecord, mulkko.dev/v1beta1");
    ObjectNode crd = (ObjectNode) crd().at("/spec/versions/0/schema/openAPIV3Schema");
    schema.setAll((ObjectNode) plain(crd));
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.putObject("apiVersion").put("const", "mulkko.dev/v1beta1");
    properties.putObject("kind").put("const", "DeploymentRecord");
    properties.putObject("metadata").put("type", "object");
    properties.setAll((ObjectNode) schema.path("properties"));
    schema.set("properties", properties);
    return schema;
  }

  private static JsonNode crd() throws IOException {
    try (InputStream text =
        Objects.requireNonNull(RecordSchemaTest.class.getResourceAsStream(CRD), CRD)) {
      return new KubernetesSerialization().unmarshal(text, JsonNode.class);
    }
  }

  /** Without what Kubernetes alone knows of: its rules, its lists, the formats of its numbers. */
  private static JsonNode plain(JsonNode schema) {
    if (!(schema instanceof ObjectNode object)) {
      return schema;
    }
    ObjectNode plain = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(
            field -> {
              String name = field.getKey();
              boolean ofNumber =
                  name.equals("format") && field.getValue().asText().startsWith("int");
              if (!name.startsWith("x-kubernetes-") && !ofNumber) {
                plain.set(name, plain(field.getValue()));
              }
            });
    return plain;
  }
}
