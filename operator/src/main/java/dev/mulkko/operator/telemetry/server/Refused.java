package dev.mulkko.operator.telemetry.server;

import java.io.Serial;
import java.net.UnknownHostException;

/** An address may not be asked; nothing was sent to it. */
public final class Refused extends UnknownHostException {

  @Serial private static final long serialVersionUID = 1L;

  Refused(String host, String why) {
    super("%s is not asked: %s".formatted(host, why));
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
