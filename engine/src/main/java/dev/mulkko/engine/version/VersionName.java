package dev.mulkko.engine.version;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What a version is called: {@code PAY-123-checkout-20261124093000}.
 *
 * @param ticket for which it was built
 * @param module that was built
 * @param builtAt when it was, to the second
 */
public record VersionName(String ticket, String module, Instant builtAt) {

  public VersionName {
    builtAt = Instant.ofEpochSecond(builtAt.getEpochSecond());
  }

  /**
   * In the usual form.
   *
   * @param zone by whose clocks the time is written
   */
  public String text(ZoneId zone) {
    return "%s-%s-%s".formatted(ticket, module, Stamp.text(builtAt, zone));
  }
}
