package dev.mulkko.e2e.release;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far a good release has come when something happens. */
enum Until {
  AT_5_PERCENT,
  AT_50_PERCENT,
  AT_100_PERCENT,
  SERVICE_SELECTS_BOTH,
  SERVICE_SELECTS_CANARY;

  /** That of a release which stays here for long enough. */
  Pace pace() {
    return switch (this) {
      case AT_5_PERCENT -> Pace.STAYS_AT_5;
      case AT_50_PERCENT -> Pace.STAYS_AT_50;
      case AT_100_PERCENT -> Pace.STAYS_AT_100;
      case SERVICE_SELECTS_BOTH, SERVICE_SELECTS_CANARY -> Pace.QUICK;
    };
  }

  /** Whether those who dial the Service still get the old version alone. */
  boolean isPinnedToStable() {
    return compareTo(SERVICE_SELECTS_BOTH) < 0;
  }

  /** Returns when the release has come so far. */
  void await(Stage stage) {
    switch (this) {
      case AT_5_PERCENT -> stage.awaitPauseAt("5%");
      case AT_50_PERCENT -> stage.awaitPauseAt("50%");
      case AT_100_PERCENT -> stage.awaitPauseAt("100%");
      case SERVICE_SELECTS_BOTH -> awaitPin(stage, null);
      case SERVICE_SELECTS_CANARY -> {
        stage.awaitUnstopped("has a canary", now -> now.canary() != null);
        awaitPin(stage, stage.shop.status().canary());
      }
    }
  }

  private static void awaitPin(Stage stage, @Nullable String pin) {
    stage.awaitUnstopped(
        "the Service is pinned to " + pin,
        status -> "100%".equals(status.weight()) && Objects.equals(stage.shop.pin(), pin));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
