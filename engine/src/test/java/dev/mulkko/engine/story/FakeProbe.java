package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Look;
import dev.mulkko.engine.model.Sight;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What requests through the gateway meet. */
final class FakeProbe {

  /** What is told by whoever answers. */
  enum Mode {
    /** Each version says its own; the gateway follows its routes. */
    HONEST,
    /** Whatever the routes say, stable answers. */
    STUCK,
    /** Nobody answers. */
    SILENT,
    /** Both versions say the same. */
    SAME
  }

  private final World world;

  FakeProbe(World world) {
    this.world = world;
  }

  Sight look(Look look) {
    int all = look.probe().requests();
    int share = world.dataPlane.moving(world) ? 0 : world.routed(look.canary());
    return switch (world.probe) {
      case HONEST -> sight(look, all * share / 100, "v2");
      case STUCK -> sight(look, 0, "v2");
      case SAME -> sight(look, all * share / 100, "v1");
      case SILENT ->
          new Sight(look, world.now, Map.of(), all, "status 503 came without x-version", Set.of());
    };
  }

  private Sight sight(Look look, int canary, String says) {
    Map<String, Integer> answers = new TreeMap<>(Map.of("v1", look.probe().requests() - canary));
    if (canary > 0) {
      answers.merge(says, canary, Integer::sum);
    }
    answers.values().removeIf(count -> count == 0);
    return new Sight(look, world.now, answers, 0, "", Set.of(says));
  }
}
