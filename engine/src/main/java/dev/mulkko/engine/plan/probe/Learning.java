package dev.mulkko.engine.plan.probe;

import dev.mulkko.engine.model.Sight;
import java.util.Optional;

/** How stable is known: by what is answered while the canary gets nothing. */
public final class Learning {

  /** So many values stable may have; what has more is something else than a version. */
  public static final int MOST = 3;

  private Learning() {}

  /** Why versions cannot be told apart by what was seen; empty when they can. */
  public static Optional<String> obstacle(Sight sight) {
    String header = sight.look().probe().header();
    if (sight.told() == 0) {
      return Optional.of(Shares.silent(sight));
    }
    if (sight.answers().size() > MOST) {
      return Optional.of(
          "the old version has %d values of %s: revisionHeader must tell the version"
              .formatted(sight.answers().size(), header));
    }
    return sight.canary().stream()
        .filter(sight.answers()::containsKey)
        .findFirst()
        .map(
            same ->
                "both versions answer %s: %s, so nobody can tell them apart"
                    .formatted(header, same));
  }
}
