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

  private Rehearsal() {}

  /**
   * Runs.
   *
   * @param scene a file of objects among which is a Rollout named shop
   * @param verbs runs a command line
   */
  public static void run(Path scene, ToIntFunction<String[]> verbs)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path folder = Files.createTempDirectory("rehearsal");
    Identity identity = Identity.create(folder);
    try (Audience audience = Audience.with(objects(scene), identity.context())) {
      Path kubeconfig =
          Files.writeString(folder.resolve("config"), identity.kubeconfig(audience.port()));
      String there = " --kubeconfig " + kubeconfig;
      for (String line :
          List.of(
              "get" + there,
              "get -A -o wide" + there,
              "get shop" + there,
              "get shop -o yaml" + there,
              "status shop --until rest --no-watch" + there,
              "history shop" + there,
              "explain shop" + there,
              "abort shop --no-wait" + there,
              "version" + there,
              "lint " + scene)) {
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
    return objects;
  }
}
