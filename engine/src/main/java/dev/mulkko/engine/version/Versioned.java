package dev.mulkko.engine.version;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a pod template calls its version.
 *
 * @param text as it stands there, null when it says nothing
 * @param name its parts, empty when they cannot be read
 * @param problem why not, and what to write; empty when they can
 */
public record Versioned(
    @Nullable String text, Optional<VersionName> name, Optional<String> problem) {

  /** Of a template that does not say it. */
  public static final Versioned UNSAID =
      new Versioned(
          null,
          Optional.empty(),
          Optional.of(
              "the pod template does not say its version: write the %s, or a tag such as %s"
                  .formatted(Place.Annotation.words(), VersionPattern.EXAMPLE)));
}
