package dev.mulkko.kube.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.golden.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs a health check as Argo CD does: a table is the answer. */
final class ArgoCd {

  private final Lua script;

  /** The words of Argo CD. */
  enum Health {
    Healthy,
    Progressing,
    Suspended,
    Degraded
  }

  /** What it shows. */
  record Shown(Health status, String message) {}

  private ArgoCd(Lua script) {
    this.script = script;
  }

  /** Of a kind, from one of the ConfigMaps that users merge into Argo CD's. */
  static ArgoCd of(String file, String kind) {
    return new ArgoCd(
        new Lua("health.lua", customization(file, "resource.customizations.health." + kind)));
  }

  /** What a ConfigMap says under a key. */
  static String customization(String file, String key) {
    try {
      String text = Files.readString(Path.of("../gitops/argo-cd", file));
      return Yaml.tree(text).path("data").path(key).asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Shown health(JsonNode object) {
    JsonNode said = script.run(object);
    return new Shown(Health.valueOf(said.path("status").asText()), said.path("message").asText());
  }
}
