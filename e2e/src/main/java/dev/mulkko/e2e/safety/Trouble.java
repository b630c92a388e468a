package dev.mulkko.e2e.safety;

import dev.mulkko.e2e.safety.Refusals.Rule;
import java.time.Clock;
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
  record Kind(String name, Duration lasts, Consumer<Drill> begins) {

    private static Kind refusing(
        String name, int seconds, Predicate<String> which, int every, int code) {
      return new Kind(
          name,
          Duration.ofSeconds(seconds),
          drill -> drill.line().refusals().begin(new Rule(which, every, code)));
    }

    private static Kind onTheWire(String name, int seconds, Consumer<Wire> begins) {
      return new Kind(
          name, Duration.ofSeconds(seconds), drill -> begins.accept(drill.line().wire()));
    }

    /** Whoever watches has to begin anew, and sees less. */
    private static Kind inWatches(String name, int seconds, Consumer<Views> begins) {
      return new Kind(
          name,
          Duration.ofSeconds(seconds),
          drill -> {
            begins.accept(drill.line().views());
            drill.line().wire().cut();
          });
    }

    private static Kind clockOff(String name, int seconds) {
      return new Kind(
          name,
          Duration.ZERO,
          drill -> drill.restarts(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds))));
    }

    private static boolean isOfPods(String path) {
      return path.endsWith("/endpointslices") || path.endsWith("/replicasets");
    }

    private static boolean isAny(String path) {
      return true;
    }

    private static boolean isRoute(String path) {
      return path.contains("/httproutes") || path.contains("/ingresses");
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
          Kind.onTheWire("connections cut", 0, Wire::cut),
          Kind.onTheWire("server gone for 10 s", 10, wire -> wire.refuse(true)),
          Kind.onTheWire("server gone for 60 s", 60, wire -> wire.refuse(true)),
          Kind.onTheWire("line dead for 12 s", 12, wire -> wire.stall(true)),
          Kind.onTheWire("line slow by 0.3 s", 15, wire -> wire.slow(Duration.ofMillis(300))),
          Kind.inWatches("watches silent for 10 s", 10, views -> views.silence(_ -> true)),
          Kind.inWatches("pods told 10 s late", 10, views -> views.silence(Kind::isOfPods)),
          Kind.inWatches("watches expired", 3, Views::expire),
          new Kind("restarted behind by 8 s", Duration.ofSeconds(8), Drill::restartsInThePast),
          new Kind("two operators for 15 s", Duration.ofSeconds(15), Drill::gainsARival),
          Kind.clockOff("clock 30 s ahead", 30),
          Kind.clockOff("clock 30 s behind", -30));

  /** For a few scenarios: nobody else has to wait as long. */
  static final Kind OUTAGE =
      Kind.onTheWire("server gone for 10 min", 600, wire -> wire.refuse(true));

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public Duration lasts() {
    return kind.lasts();
  }

  @Override
  public String toString() {
    return "%s from write %d on".formatted(kind.name(), write);
  }
}
