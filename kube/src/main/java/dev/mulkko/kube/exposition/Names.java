package dev.mulkko.kube.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names asked for, found among the bytes of a line without making a string of each. */
final class Names {

  private final List<String> names;
  private final byte[][] bytes;

  Names(Set<String> names) {
    this.names = List.copyOf(names);
    this.bytes =
        this.names.stream()
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
  }

  /** The name that stands there; null when it is none of ours. */
  @Nullable String at(byte[] line, int from, int to) {
    for (int i = 0; i < bytes.length; i++) {
      if (Arrays.equals(bytes[i], 0, bytes[i].length, line, from, to)) {
        return names.get(i);
      }
    }
    return null;
  }

  @Nullable String of(String name) {
    return names.contains(name) ? name : null;
  }
}
