package dev.mulkko.testbed.node;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images that a node has. There are no others.
 *
 * @param byName by name, without registry and folder: {@code shop} with any tag, or {@code
 *     nginx:1.29} with this one alone
 */
public record Images(Map<String, Image> byName) {

  /** What an image stands for. */
  public sealed interface Image {}

  /**
   * The sample app in this JVM, which calls itself as its tag unless VERSION is set.
   *
   * @param port where it listens when the container names none
   */
  public record Shop(int port) implements Image {}

  /**
   * A program of this machine, in a network of its own and with the ServiceAccount token of its
   * pod.
   *
   * @param entrypoint what the container's arguments are added to
   * @param folder for each pod's output, a file of the pod's name, and its volumes
   */
  public record Program(List<String> entrypoint, Path folder) implements Image {

    public Program {
      entrypoint = List.copyOf(entrypoint);
    }
  }

  /** The sample app as {@code shop}. */
  public static final Images SHOP = new Images(Map.of("shop", new Shop(8080)));

  public Images {
    byName = Map.copyOf(byName);
  }

  /** These and another one. */
  public Images with(String name, Image image) {
    Map<String, Image> more = new HashMap<>(byName);
    more.put(name, image);
    return new Images(more);
  }

  Optional<Image> find(String reference) {
    String name = shortName(reference);
    return Optional.ofNullable(byName.get(name))
        .or(() -> Optional.ofNullable(byName.get(name.split(":", 2)[0])));
  }

  /** Whether something may have a network of its own. */
  boolean haveProgram() {
    return byName.values().stream().anyMatch(Program.class::isInstance);
  }

  static String tag(String reference) {
    String[] parts = shortName(reference).split(":", 2);
    return parts.length == 2 ? parts[1] : "latest";
  }

  private static String shortName(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }
}
