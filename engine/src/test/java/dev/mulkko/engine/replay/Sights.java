package dev.mulkko.engine.replay;

import dev.mulkko.engine.story.Story;
import dev.mulkko.engine.story.User;
import dev.mulkko.engine.story.Witness;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** What is seen over some time. */
final class Sights {

  private Sights() {}

  /** For one story. */
  static Predicate<Witness> neverGrows(ToIntFunction<Witness> seen) {
    AtomicInteger last = new AtomicInteger(Integer.MAX_VALUE);
    return witness -> {
      int now = seen.applyAsInt(witness);
      return last.getAndSet(now) >= now;
    };
  }

  /** Somebody does the same each second, and is answered by no more writes than these. */
  static Story quietly(int most, Story story, int seconds, Consumer<User> act) {
    AtomicInteger before = new AtomicInteger();
    Story going =
        story.must(
            "writes are counted",
            witness -> {
              before.set(witness.writes());
              return true;
            });
    for (int i = 0; i < seconds; i++) {
      going.then(act).seconds(1);
    }
    return going.must(
        "at most %d writes answer it".formatted(most),
        witness -> witness.writes() - before.get() <= most);
  }
}
