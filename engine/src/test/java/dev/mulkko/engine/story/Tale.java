package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Spec;
import java.util.function.Consumer;

/**
 * A story that can be told again, with another law too.
 *
 * @param name a sentence, and the name of its golden file
 */
public record Tale(String name, Spec spec, Consumer<Story> plot) {

  /** Its golden log. A violation carries the story so far. */
  public String tell(Law law) {
    return tell(7, law);
  }

  /** As it goes by another seed. */
  public String tell(long seed, Law law) {
    Story story = new Story(seed, spec, law);
    try {
      plot.accept(story);
      return story.told();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(name + ": " + e.getMessage() + "\n" + story.told(), e);
    }
  }
}
