package dev.mulkko.cli.verb;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long an answer is waited for. */
final class WaitOptions {

  private static final Duration USUAL = Duration.ofSeconds(60);

  @Option(
      names = "--wait",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Waits for the operator's answer (default); --no-wait only asks.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long to wait, such as 90s or 10m. Default: 60s.")
  private @Nullable Duration timeout;

  boolean waits() {
    return wait;
  }

  Duration timeout() {
    return timeout(USUAL);
  }

  Duration timeout(Duration usual) {
    return timeout == null ? usual : timeout;
  }
}
