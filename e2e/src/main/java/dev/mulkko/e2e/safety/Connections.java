package dev.mulkko.e2e.safety;

import java.io.Closeable;
import java.io.IOException;

/** What a door and a line of the harness do alike. */
final class Connections {

  private Connections() {}

  static void end(Closeable connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // It is of no use any more either way.
    }
  }
}
