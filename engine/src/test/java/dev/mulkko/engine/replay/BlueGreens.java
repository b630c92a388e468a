package dev.mulkko.engine.replay;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Scale;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Strategy.BlueGreen;
import dev.mulkko.engine.story.Tales;
import java.time.Duration;
import java.util.List;

/** All of the pods first, then the switch. */
final class BlueGreens {

  /** Behind a Service alone, with a person who approves. */
  static final Spec DIRECT = Specs.direct(of(Tales.approval(600, true)));

  /** With a route for those who look at it before. */
  static final Spec PREVIEWED = of(Tales.approval(600, false), "HTTPRoute preview");

  private BlueGreens() {}

  private static Spec of(Step last, String... previews) {
    return Specs.of(
        new BlueGreen(
            List.of(new Step.SetScale(new Scale.Share(100)), Tales.pause(30), last),
            "shop-preview",
            List.of(previews),
            false,
            Duration.ofMinutes(2),
            Duration.ofSeconds(30)));
  }
}
