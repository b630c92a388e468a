package dev.mulkko.e2e.safety;

import static dev.mulkko.e2e.safety.Specs.HTTP_ROUTE;
import static dev.mulkko.e2e.safety.Specs.INGRESS;
import static dev.mulkko.e2e.safety.Specs.SERVICE;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is tried with a crash at each write. */
final class Scenarios {

  private static final String BEHIND_AN_INGRESS = "canary-ingress";

  static final List<Scenario> ALL =
      List.of(
          new Scenario("first", Specs.quick(HTTP_ROUTE), Drill::attach, Drill::isHealthy)
              .beginning(),
          new Scenario(
              "promoted", Specs.quick(HTTP_ROUTE), Scenarios::release, Scenarios::isPromoted),
          new Scenario(
                  "promoted-ingress",
                  Specs.quick(INGRESS),
                  Scenarios::release,
                  Scenarios::isPromoted)
              .of(BEHIND_AN_INGRESS),
          new Scenario(
              "promoted-service", Specs.quick(SERVICE), Scenarios::release, Scenarios::isPromoted),
          new Scenario(
              "promoted-rolling", Specs.rolling("1s"), Scenarios::release, Scenarios::isPromoted),
          new Scenario(
              "bad-metric",
              Specs.judged(Specs.staysAt5(HTTP_ROUTE)),
              drill -> {
                drill.metricFails();
                drill.release("v2", Map.of());
              },
              Scenarios::isRolledBack),
          new Scenario(
              "crashing",
              Specs.quick(HTTP_ROUTE),
              drill -> drill.release("v2", Map.of("CRASHING", "yes")),
              Scenarios::isRolledBack),
          new Scenario(
              "never-ready",
              Specs.within("15s", Specs.quick(HTTP_ROUTE)),
              drill -> drill.release("v2", Map.of("NEVER_READY", "yes")),
              Scenarios::isRolledBack),
          new Scenario(
              "blue-green",
              Specs.blueGreen(HTTP_ROUTE),
              drill -> {
                drill.release("v2", Map.of());
                drill.awaitApproval();
                drill.asks("Promote");
              },
              Scenarios::isPromoted),
          new Scenario(
              "undone",
              Specs.quick(HTTP_ROUTE),
              drill -> {
                drill.release("v2", Map.of());
                drill.awaitPromoted("v2");
                drill.asks("Undo");
              },
              drill -> drill.shop().runs("v1")),
          new Scenario(
              "overtaken",
              Specs.lingersAt50(HTTP_ROUTE),
              drill -> {
                drill.release("v2", Map.of());
                drill.awaitPauseAt("50%");
                drill.release("v3", Map.of());
              },
              drill -> drill.shop().promoted("v3")),
          new Scenario(
              "aborted",
              Specs.staysAt50(HTTP_ROUTE),
              Scenarios::abortAt50,
              Scenarios::isRolledBack),
          new Scenario(
                  "aborted-ingress",
                  Specs.staysAt50(INGRESS),
                  Scenarios::abortAt50,
                  Scenarios::isRolledBack)
              .of(BEHIND_AN_INGRESS),
          new Scenario(
              "aborted-service",
              Specs.staysAt50(SERVICE),
              Scenarios::abortAt50,
              Scenarios::isRolledBack),
          new Scenario(
              "aborted-rolling",
              Specs.rolling("10m"),
              drill -> {
                drill.release("v2", Map.of());
                drill.awaitWatched();
                drill.asks("Abort");
              },
              Scenarios::isRolledBack),
          new Scenario(
              "paused",
              Specs.staysAt5(HTTP_ROUTE),
              drill -> {
                drill.release("v2", Map.of());
                drill.awaitPauseAt("5%");
                drill.asks("Pause");
                drill.asks("Resume");
                drill.asks("Skip");
              },
              Scenarios::isPromoted),
          new Scenario(
              "scaled",
              Specs.lingersAt50(HTTP_ROUTE),
              drill -> {
                drill.release("v2", Map.of());
                drill.awaitPauseAt("50%");
                drill.scale(2 * Drill.REPLICAS);
              },
              Scenarios::isPromoted),
          new Scenario(
              "deleted", Specs.staysAt50(HTTP_ROUTE), Scenarios::deleteAt50, Drill::isLetGo),
          new Scenario(
                  "deleted-ingress",
                  Specs.staysAt50(INGRESS),
                  Scenarios::deleteAt50,
                  Drill::isLetGo)
              .of(BEHIND_AN_INGRESS));

  /** Those of which every crash was seen to come to the same end. */
  static final List<Scenario> PROVEN = chosen("first,promoted,aborted");

  private Scenarios() {}

  private static void release(Drill drill) {
    drill.release("v2", Map.of());
  }

  private static void abortAt50(Drill drill) {
    release(drill);
    drill.awaitPauseAt("50%");
    drill.asks("Abort");
  }

  private static void deleteAt50(Drill drill) {
    release(drill);
    drill.awaitPauseAt("50%");
    drill.deleteRollout();
  }

  private static boolean isPromoted(Drill drill) {
    return drill.shop().promoted("v2");
  }

  private static boolean isRolledBack(Drill drill) {
    return drill.shop().rolledBack();
  }

  /**
   * Those that were asked for, or all.
   *
   * @param names with commas between them
   * @throws IllegalArgumentException naming what is not one
   */
  static List<Scenario> chosen(@Nullable String names) {
    return names == null || names.isBlank()
        ? ALL
        : Arrays.stream(names.split(",")).map(String::strip).map(Scenarios::named).toList();
  }

  private static Scenario named(String name) {
    return ALL.stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "SCENARIO is %s: write some of %s".formatted(name, ALL)));
  }
}
