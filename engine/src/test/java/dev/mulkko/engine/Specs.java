package dev.mulkko.engine;

import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Ask;
import dev.mulkko.engine.model.Probe;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.engine.model.Strategy.Canary;
import dev.mulkko.engine.model.Strategy.Rolling;
import dev.mulkko.engine.version.VersionNaming;
import dev.mulkko.engine.version.VersionPattern;
import dev.mulkko.engine.version.VersionPolicy;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Specs for tests: the shop with its route, and one thing changed after the other. */
public final class Specs {

  private Specs() {}

  /** A Rollout's own query, of the usual server. */
  public static Ask query(String text) {
    return new Ask.Query("", text, Map.of(), false);
  }

  public static Spec canary(Step... steps) {
    return of(new Canary(List.of(steps), Duration.ofMinutes(2), Duration.ofSeconds(30)));
  }

  /** Clients stay with the version that they met. */
  public static Spec sticky(Step... steps) {
    List<Step> all = List.of(steps);
    return of(
        new Canary(
            all,
            Duration.ofMinutes(2),
            Duration.ofSeconds(30),
            Optional.of(Sticky.over(all, "mulkko-shop", Duration.ofHours(24)))));
  }

  public static Spec of(Strategy strategy) {
    return new Spec(
        "shop",
        "shop",
        "shop",
        "shop",
        List.of("HTTPRoute shop"),
        strategy,
        Analysis.none(),
        Duration.ofSeconds(3),
        Duration.ofSeconds(2),
        Duration.ofMinutes(10),
        2,
        false);
  }

  /** A worker: no Service, and the Deployment's own rolling update. */
  public static Spec worker(Duration postPromotion) {
    return copy(
        of(new Rolling(postPromotion)),
        null,
        List.of(),
        new Rolling(postPromotion),
        Analysis.none(),
        Duration.ofMinutes(10),
        false);
  }

  /** The same with a Service that clients dial. */
  public static Spec rolling(Duration postPromotion) {
    return direct(of(new Rolling(postPromotion)));
  }

  public static Spec with(Spec s, Strategy strategy) {
    return copy(
        s, s.service(), s.routes(), strategy, s.analysis(), s.progressDeadline(), s.suspended());
  }

  public static Spec with(Spec s, Analysis analysis) {
    return copy(
        s, s.service(), s.routes(), s.strategy(), analysis, s.progressDeadline(), s.suspended());
  }

  public static Spec within(Spec s, Duration deadline) {
    return copy(s, s.service(), s.routes(), s.strategy(), s.analysis(), deadline, s.suspended());
  }

  public static Spec suspended(Spec s, boolean suspended) {
    return copy(
        s, s.service(), s.routes(), s.strategy(), s.analysis(), s.progressDeadline(), suspended);
  }

  /** Without a route: the pods behind the Service are the shares. */
  public static Spec direct(Spec s) {
    return copy(
        s, s.service(), List.of(), s.strategy(), s.analysis(), s.progressDeadline(), s.suspended());
  }

  /** With these routes, all of which carry the weights. */
  public static Spec routed(Spec s, String... routes) {
    return copy(
        s,
        s.service(),
        List.of(routes),
        s.strategy(),
        s.analysis(),
        s.progressDeadline(),
        s.suspended());
  }

  /** Those who dial the Service get the share of its pods, or the new version at the end. */
  public static Spec ratio(Spec s, boolean ratio) {
    return new Spec(
        s.namespace(),
        s.rollout(),
        s.workload(),
        s.service(),
        s.routes(),
        s.strategy(),
        s.analysis(),
        s.routeSettle(),
        s.serviceSettle(),
        s.progressDeadline(),
        s.historyLimit(),
        s.suspended(),
        ratio,
        s.probe(),
        s.naming());
  }

  /** Versions without a name that can be read are treated so. */
  public static Spec named(Spec s, VersionPolicy policy) {
    return new Spec(
        s.namespace(),
        s.rollout(),
        s.workload(),
        s.service(),
        s.routes(),
        s.strategy(),
        s.analysis(),
        s.routeSettle(),
        s.serviceSettle(),
        s.progressDeadline(),
        s.historyLimit(),
        s.suspended(),
        s.directRatio(),
        s.probe(),
        new VersionNaming(VersionPattern.USUAL, ZoneOffset.UTC, policy));
  }

  /** With a probe of 100 requests that takes 5 percentage points. */
  public static Spec probed(Spec s) {
    Probe probe =
        new Probe("http://gateway.example/healthz", Optional.empty(), "x-version", 100, 5);
    return new Spec(
        s.namespace(),
        s.rollout(),
        s.workload(),
        s.service(),
        s.routes(),
        s.strategy(),
        s.analysis(),
        s.routeSettle(),
        s.serviceSettle(),
        s.progressDeadline(),
        s.historyLimit(),
        s.suspended(),
        s.directRatio(),
        Optional.of(probe),
        s.naming());
  }

  public static Spec keeping(Spec s, int history) {
    return new Spec(
        s.namespace(),
        s.rollout(),
        s.workload(),
        s.service(),
        s.routes(),
        s.strategy(),
        s.analysis(),
        s.routeSettle(),
        s.serviceSettle(),
        s.progressDeadline(),
        history,
        s.suspended(),
        s.directRatio(),
        s.probe(),
        s.naming());
  }

  private static Spec copy(
      Spec s,
      @Nullable String service,
      List<String> routes,
      Strategy strategy,
      Analysis analysis,
      Duration deadline,
      boolean suspended) {
    return new Spec(
        s.namespace(),
        s.rollout(),
        s.workload(),
        service,
        routes,
        strategy,
        analysis,
        s.routeSettle(),
        s.serviceSettle(),
        deadline,
        s.historyLimit(),
        suspended,
        s.directRatio(),
        s.probe(),
        s.naming());
  }
}
