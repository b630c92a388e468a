package dev.mulkko.engine.version;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a Deployment may say its version, in the order in which it is looked for. */
public enum Place {
  /** Any text. */
  Annotation("annotation mulkko.dev/version", 253, ".*"),
  /** As Kubernetes wants the value of a label. */
  Label("label mulkko.dev/version", 63, "[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?"),
  /** As registries want it. */
  ImageTag("image tag", 128, "[A-Za-z0-9_][A-Za-z0-9._-]*");

  /** Of the annotation, and of the label. */
  public static final String KEY = "mulkko.dev/version";

  private final String words;
  private final int longest;
  private final Pattern allowed;

  Place(String words, int longest, String allowed) {
    this.words = words;
    this.longest = longest;
    this.allowed = Pattern.compile(allowed, Pattern.DOTALL);
  }

  public String words() {
    return words;
  }

  /** Why a name cannot be written here; empty when it can. */
  public Optional<String> refuses(String name) {
    if (name.length() > longest) {
      return Optional.of(
          "%s has %d characters, and the %s may have %d: write a shorter module"
              .formatted(name, name.length(), words, longest));
    }
    return allowed.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            "%s has characters that the %s may not have: write letters A-z, digits and hyphens, or write it into the %s"
                .formatted(name, words, Annotation.words));
  }
}
