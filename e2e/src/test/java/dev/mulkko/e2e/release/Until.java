package dev.mulkko.e2e.release;

import dev.mulkko.api.v1beta1.RolloutStatus;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far a good release has come when something happens. */
enum Until {
  AT_5_PERCENT(Pace.STAYS_AT_5) {
    @Override
    void await(Stage stage) {
      stage.awaitPauseAt("5%");
    }
  },
  AT_50_PERCENT(Pace.STAYS_AT_50) {
    @Override
    void await(Stage stage) {
      stage.awaitPauseAt("50%");
    }
  },
  AT_100_PERCENT(Pace.STAYS_AT_100) {
    @Override
    void await(Stage stage) {
      stage.awaitPauseAt("100%");
    }
  },
  SERVICE_SELECTS_BOTH(Pace.QUICK) {
    @Override
    void await(Stage stage) {
      awaitPin(stage, null);
    }
  },
  SERVICE_SELECTS_CANARY(Pace.QUICK) {
    @Override
    void await(Stage stage) {
      RolloutStatus status = stage.awaitUnstopped("has a canary", now -> now.canary() != null);
      awaitPin(stage, status.canary());
    }
  };

  private final Pace pace;

  Until(Pace pace) {
    this.pace = pace;
  }

  /** That of a release which stays here for long enough. */
  Pace pace() {
    return pace;
  }

  /** Returns when the release has come so far. */
  abstract void await(Stage stage);

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
