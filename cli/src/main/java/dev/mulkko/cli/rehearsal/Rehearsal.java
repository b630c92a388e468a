package dev.mulkko.cli.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Runs the verbs once against a server of its own, so that a JVM that records which classes it
 * loads has seen those that users need.
 */
public final class Rehearsal {

  /** What is asked most often: it has a cache of its own, which is mapped in less time. */
  private static final List<String> LISTS =
      List.of("get", "get --context EC", "get --context plugin", "get -A -o wide", "get -o yaml");

  private static final List<String> OTHERS =
      List.of(
          "get shop",
          "get shop -o yaml",
          "status shop --until rest --no-watch",
          "history --who kim",
          "history show shop/1",
          "revisions shop",
          "explain shop",
          "abort shop --no-wait",
          "version");

  private static final String RECORD =
      """
      {"apiVersion": "mulkko.dev/v1beta1", "kind": "DeploymentRecord",
       "metadata": {"name": "shop-1", "namespace": "web"},
       "spec": {"rollout": "shop", "rolloutUid": "r1", "workload": "shop", "attempt": 1,
        "strategy": "Canary", "startedAt": "2026-11-24T08:20:00Z", "undo": false,
        "correlationId": "c0ffee", "changedBy": {"name": "kim", "trust": "Stamped"},
        "from": {"revision": "bbbbbbbbbb"}, "to": {"revision": "dddddddddd"}}}
      """;

  private Rehearsal() {}

  /**
   * Runs.
   *
   * @param scene a file of objects among which is a Rollout named shop
   * @param listsOnly whether to leave out all but lists
   * @param verbs runs a command line
   */
  public static void run(Path scene, boolean listsOnly, ToIntFunction<String[]> verbs)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path folder = Files.createTempDirectory("rehearsal");
    Identity identity = Identity.create(folder);
    try (Audience audience = Audience.with(objects(scene), identity.context())) {
      Path kubeconfig =
          Files.writeString(folder.resolve("config"), identity.kubeconfig(audience.port()));
      List<String> lines = new ArrayList<>(LISTS);
      if (!listsOnly) {
        lines.addAll(OTHERS);
      }
      lines.replaceAll(line -> line + " --kubeconfig " + kubeconfig);
      if (!listsOnly) {
        lines.add("lint " + scene);
      }
      for (String line : lines) {
        int code = verbs.applyAsInt(line.split(" ", -1));
        // Not at rest is an answer too.
        if (code != 0 && !line.startsWith("status")) {
          throw new IllegalStateException(line + " ended with " + code);
        }
      }
    } finally {
      Files.deleteIfExists(folder.resolve("config"));
      Files.deleteIfExists(folder.resolve("identity.p12"));
      Files.deleteIfExists(folder);
    }
  }

  private static List<JsonNode> objects(Path scene) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    new Load(LoadSettings.builder().build())
        .loadAllFromString(Files.readString(scene))
        .forEach(object -> objects.add(Json.tree(object)));
    objects.add(Json.parse(RECORD));
    return objects;
  }
}
