package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.model.Template;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** For people: a revision is called as the template that it is of. */
final class Names {
  private static final Map<String, String> NEW =
      List.of("v1", "v2", "v3", "bad").stream()
          .collect(
              Collectors.toMap(
                  text -> new Template(text).newRevisionName(_ -> false), Function.identity()));

  private Names() {}

  static String of(World world, @Nullable String revision) {
    return in(world, Objects.toString(revision));
  }

  /** The same text with all revisions called so. */
  static String in(World world, String text) {
    String named = text;
    for (Rs rs : world.sets()) {
      named = named.replace(rs.revision(), rs.template().canonical());
    }
    for (Map.Entry<String, String> fresh : NEW.entrySet()) {
      named = named.replace(fresh.getKey(), fresh.getValue());
    }
    return named;
  }
}
