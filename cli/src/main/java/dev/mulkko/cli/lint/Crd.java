package dev.mulkko.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A kind of ours, with its schema, as it is installed on clusters.
 *
 * @param versions schemas by name of the version
 */
record Crd(String group, String kind, Map<String, JsonNode> versions) {

  /** All of them. */
  static final List<Crd> ALL =
      Stream.of(
              "rollouts", "rolloutactions", "metricproviders", "deploylocks", "clusterdeploylocks")
          .map(Crd::read)
          .toList();

  private static Crd read(String plural) {
    String path = "/META-INF/mulkko/crds/%s.mulkko.dev.yaml".formatted(plural);
    try (InputStream text = Objects.requireNonNull(Crd.class.getResourceAsStream(path), path)) {
      JsonNode spec =
          Json.tree(new Load(LoadSettings.builder().build()).loadFromInputStream(text))
              .path("spec");
      Map<String, JsonNode> versions = new java.util.TreeMap<>();
      for (JsonNode version : spec.path("versions")) {
        versions.put(version.path("name").asText(), version.path("schema").path("openAPIV3Schema"));
      }
      return new Crd(
          spec.path("group").asText(), spec.path("names").path("kind").asText(), versions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Also of a version that does not exist. */
  boolean describes(Manifest manifest) {
    return manifest.kind().equals(kind) && manifest.apiVersion().startsWith(group + "/");
  }

  /** What the schema and its rules between fields have against an object, as sentences. */
  List<String> faults(Manifest manifest) {
    JsonNode schema = versions.get(manifest.apiVersion().substring(group.length() + 1));
    if (schema == null) {
      return List.of(
          "apiVersion is %s: write %s/%s"
              .formatted(
                  manifest.apiVersion(),
                  group,
                  String.join(" or " + group + "/", versions.keySet())));
    }
    List<String> faults = new ArrayList<>();
    JsonNode metadata = manifest.tree().path("metadata");
    if (!metadata.hasNonNull("name") && !metadata.hasNonNull("generateName")) {
      faults.add("metadata.name is missing: write it");
    }
    for (JsonNode required : schema.path("required")) {
      if (!manifest.tree().hasNonNull(required.asText())) {
        faults.add(required.asText() + " is missing: write it");
      }
    }
    manifest
        .tree()
        .properties()
        .forEach(
            field -> {
              if (schema.path("properties").has(field.getKey())) {
                faults.addAll(
                    Schema.faults(
                        schema.path("properties").path(field.getKey()),
                        field.getValue(),
                        field.getKey()));
              } else if (!List.of("apiVersion", "kind", "metadata").contains(field.getKey())) {
                faults.add(field.getKey() + " is not a field of a " + kind + ": remove it");
              }
            });
    JsonNode spec = manifest.tree().path("spec");
    if (kind.equals("RolloutAction")
        && spec.hasNonNull("to")
        && !spec.path("verb").asText().equals("Undo")) {
      faults.add("spec.to is for verb Undo alone: leave it out");
    }
    if (kind.endsWith("DeployLock")) {
      faults.addAll(LockRules.faults(manifest.tree(), faults.isEmpty()));
    }
    return faults;
  }
}
