package dev.mulkko.e2e.safety;

import java.net.URI;
import java.time.Duration;

/** What is between one drill's operators and the server. */
record Line(Wire wire, Refuser refuser, Silence silence, Refusals refusals, Views views)
    implements AutoCloseable {

  /** One that is as good as none. */
  static Line to(URI apiServer) {
    Refuser refuser = new Refuser();
    Silence silence = new Silence();
    return new Line(
        new Wire(apiServer), refuser, silence, new Refusals(refuser), new Views(refuser, silence));
  }

  /** As good as none again. */
  void heal() {
    refusals.end();
    views.clear();
    wire.slow(Duration.ZERO);
    wire.stall(false);
    wire.refuse(false);
  }

  @Override
  public void close() {
    refuser.close();
    silence.close();
    wire.close();
  }
}
