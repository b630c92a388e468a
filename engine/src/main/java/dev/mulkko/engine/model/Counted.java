package dev.mulkko.engine.model;

import dev.mulkko.engine.judge.Kept;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the comparison of both versions knew when it was written last.
 *
 * @param from who told the counters, in words for people; null before anybody looked
 */
public record Counted(@Nullable String from, List<Kept> kept) {

  public static final Counted NOTHING = new Counted(null, List.of());

  public Counted {
    kept = List.copyOf(kept);
  }
}
