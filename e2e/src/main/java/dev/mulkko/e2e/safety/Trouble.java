package dev.mulkko.e2e.safety;

import dev.mulkko.e2e.safety.Refusals.Rule;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A server that does not do what it should, or a line to it that does not.
 *
 * @param write at which it begins
 */
record Trouble(Kind kind, int write) implements Mishap {

  /**
   * What goes wrong, and for how long.
   *
   * @param begins makes it so
   */
  record Kind(String name, Duration lasts, Consumer<Line> begins) {

    private static Kind refusing(
        String name, int seconds, Predicate<String> which, int every, int code) {
      return new Kind(
          name,
          Duration.ofSeconds(seconds),
          line -> line.refusals().begin(new Rule(which, every, code)));
    }

    private static boolean isAny(String path) {
      return true;
    }

    private static boolean isRoute(String path) {
      return path.contains("/httproutes") || path.contains("/ingresses");
    }
  }

  /** What is between one drill's operators and the server. */
  record Line(Wire wire, Refusals refusals) {

    /** As good as none. */
    void heal() {
      refusals.end();
      wire.slow(Duration.ZERO);
      wire.stall(false);
      wire.refuse(false);
    }
  }

  static final List<Kind> ALL =
      List.of(
          Kind.refusing("conflict", 15, Kind::isAny, 3, 409),
          Kind.refusing("server error", 15, Kind::isAny, 3, 500),
          Kind.refusing("unavailable", 15, Kind::isAny, 2, 503),
          Kind.refusing("too many requests", 15, Kind::isAny, 2, 429),
          Kind.refusing("answers lost", 15, Kind::isAny, 3, Rule.LOST),
          Kind.refusing("routes forbidden", 6, Kind::isRoute, 1, 403),
          Kind.refusing("routes rejected by a webhook", 6, Kind::isRoute, 1, 400),
          Kind.refusing("pods forbidden", 6, path -> path.contains("/replicasets"), 1, 403),
          Kind.refusing("status forbidden", 6, path -> path.endsWith("/status"), 1, 403),
          new Kind("connections cut", Duration.ZERO, line -> line.wire().cut()),
          new Kind(
              "server gone for 10 s", Duration.ofSeconds(10), line -> line.wire().refuse(true)),
          new Kind("line dead for 12 s", Duration.ofSeconds(12), line -> line.wire().stall(true)),
          new Kind(
              "line slow by 0.3 s",
              Duration.ofSeconds(15),
              line -> line.wire().slow(Duration.ofMillis(300))));

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public String toString() {
    return "%s from write %d on".formatted(kind.name(), write);
  }
}
