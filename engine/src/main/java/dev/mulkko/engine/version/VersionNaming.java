package dev.mulkko.engine.version;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How versions are called, where.
 *
 * @param zone by whose clocks the time in a name is written
 * @param policy what follows when a new version has no name that can be read
 */
public record VersionNaming(VersionPattern pattern, ZoneId zone, VersionPolicy policy) {

  /** Names such as {@code PAY-123-checkout-20261124093000}, in UTC, where there are some. */
  public static final VersionNaming USUAL =
      new VersionNaming(VersionPattern.USUAL, ZoneOffset.UTC, VersionPolicy.Ignore);

  /** What a pod template says of its version. */
  public Versioned of(VersionSearch template) {
    Optional<VersionSearch.Found> found = template.by(pattern, zone);
    return found.map(said -> read(said.place(), said.text())).orElse(Versioned.UNSAID);
  }

  private Versioned read(Place place, String text) {
    return switch (pattern.parse(text, zone)) {
      case Read.Right<VersionName>(VersionName name) ->
          new Versioned(text, Optional.of(name), Optional.empty());
      case Read.Wrong<VersionName>(String sentence) ->
          new Versioned(
              text, Optional.empty(), Optional.of("%s: %s".formatted(place.words(), sentence)));
    };
  }
}
