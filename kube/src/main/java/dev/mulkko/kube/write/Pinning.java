package dev.mulkko.kube.write;

import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.PatchDocument;
import io.fabric8.kubernetes.api.model.Service;
import org.jspecify.annotations.Nullable;

/** One label more in the selector of the user's Service, and one less. */
final class Pinning {

  private static final String PATH = "/spec/selector/" + PatchDocument.escaped(Names.HASH);

  private Pinning() {}

  /**
   * Writes the pin.
   *
   * @param revision null removes it
   */
  static PatchDocument pin(Service service, @Nullable String revision) {
    PatchDocument patch = PatchDocument.guarded(Json.tree(service));
    return revision == null ? patch.remove(PATH) : patch.add(PATH, revision);
  }
}
