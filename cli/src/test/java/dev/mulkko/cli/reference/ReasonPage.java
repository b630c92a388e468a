package dev.mulkko.cli.reference;

import dev.mulkko.engine.plan.Reason;
import java.util.Locale;

/** All reasons, in the order in which the code has them. */
public final class ReasonPage {

  private ReasonPage() {}

  public static String of(Words words) {
    StringBuilder page =
        new StringBuilder(
            "# %s\n\n%s\n\n%s\n|---|---|\n"
                .formatted(words.reasons, words.ofReasons, words.reasonColumns));
    for (Reason reason : Reason.values()) {
      page.append(
          "| [%s](../troubleshooting.md#%s) | %s |\n"
              .formatted(
                  reason, reason.name().toLowerCase(Locale.ROOT), reason.milestone() ? "✓" : ""));
    }
    return page.toString();
  }
}
