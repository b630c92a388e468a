package dev.mulkko.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.cli.terminal.Ink;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a rollout is, in one line.
 *
 * @param at when it was seen
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusLine(
    Instant at,
    String rollout,
    String phase,
    @Nullable String step,
    @Nullable String weight,
    @Nullable String ready,
    @Nullable String reason,
    @Nullable String message) {

  public static StatusLine of(Rollout rollout, Instant now) {
    RolloutRow row = RolloutRow.of(rollout);
    return new StatusLine(
        now,
        row.name(),
        row.phase(),
        row.step(),
        row.weight(),
        row.ready(),
        row.reason(),
        row.message());
  }

  /** Whether it says the same, whenever that was. */
  public boolean sameAs(@Nullable StatusLine other) {
    return other != null && other.text(other.at, Ink.NONE).equals(text(at, Ink.NONE));
  }

  /** With the time since the first one. */
  public String text(Instant begin, Ink ink) {
    long seconds = Duration.between(begin, at).toSeconds();
    String phase = Cells.phase(this.phase, ink) + " ".repeat(Math.max(0, 11 - this.phase.length()));
    return "%4ds  %s  %5s  %4s  %s"
        .formatted(seconds, phase, Cells.of(step), Cells.of(weight), Cells.of(message));
  }
}
