package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Spec;
import java.util.function.Consumer;

/**
 * A story that can be told again, with another law too.
 *
 * @param name a sentence, and the name of its golden file
 */
record Tale(String name, Spec spec, Consumer<Story> plot) {

  /** Its golden log. A violation carries the story so far. */
  String tell(Law law) {
    Story story = new Story(7, spec, law);
    try {
      plot.accept(story);
      return story.told();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(name + ": " + e.getMessage() + "\n" + story.told(), e);
    }
  }
}
