package dev.mulkko.e2e.bench;

import dev.mulkko.testbed.load.LoadOptions;

/** How a caller uses connections. */
enum Connections {
  KEPT("keep-alive"),
  FRESH("none");

  private final String title;

  Connections(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  LoadOptions in(LoadOptions options) {
    return this == KEPT ? options : options.withoutKeepAlive();
  }
}
