package dev.mulkko.e2e.release;

import dev.mulkko.api.v1beta1.ApprovalStep;
import dev.mulkko.api.v1beta1.BlueGreenStrategy;
import dev.mulkko.api.v1beta1.CanaryStep;
import dev.mulkko.api.v1beta1.CanaryStrategy;
import dev.mulkko.api.v1beta1.MatchStep;
import dev.mulkko.api.v1beta1.MatchedValue;
import dev.mulkko.api.v1beta1.MirrorStep;
import dev.mulkko.api.v1beta1.PauseStep;
import dev.mulkko.api.v1beta1.RollingStrategy;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.api.v1beta1.StickyClients;
import dev.mulkko.api.v1beta1.Strategy;
import dev.mulkko.api.v1beta1.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a release is made when it is not the sample's canary.
 *
 * @param way what carries the traffic over
 * @param deadline of each step; null = the default
 */
record Manner(Way way, Strategy strategy, @Nullable String deadline)
    implements UnaryOperator<Rollout> {

  static final String PREVIEW = "shop-preview";

  static final String HEADER = "x-canary";

  static final String COOKIE = "group";

  private static final String SHORT = "1s";

  enum Way {
    ROUTE,
    PLAIN_SERVICE,
    /** As a worker has it. */
    NONE
  }

  /** 10 %, and then 50 % until a person says resume, by the Service alone. */
  static Manner shares() {
    return new Manner(
        Way.PLAIN_SERVICE, canary(weight(10), pause(SHORT), weight(50), pause(null)), null);
  }

  /** 5 %, a word of a person, 50 %. */
  static Manner approved(ApprovalStep approval) {
    return new Manner(
        Way.ROUTE,
        canary(weight(5), CanaryStep.approval(approval), weight(50), pause(SHORT)),
        null);
  }

  /** Nothing but what has a header, until a person says resume. */
  static Manner matched() {
    var header = new MatchedValue(HEADER, "on", null);
    var match = new MatchStep(List.of(header), List.of(), List.of());
    return new Manner(Way.ROUTE, canary(CanaryStep.match(match), pause(null)), null);
  }

  /**
   * Nothing, and then 50 %, each until a person says resume; who dials the Service gets the share
   * of its pods.
   */
  static UnaryOperator<Rollout> direct() {
    Manner manner =
        new Manner(
            Way.ROUTE, canary(weight(0), pause("1s"), approval(), weight(50), pause(null)), null);
    return rollout -> {
      Rollout next = manner.apply(rollout);
      RolloutSpec spec = next.getSpec();
      Traffic traffic = Objects.requireNonNull(spec.traffic());
      next.setSpec(
          new RolloutSpec(
              spec.workloadRef(),
              new Traffic(traffic.service(), traffic.routes(), traffic.settle(), "Ratio", null),
              spec.strategy(),
              spec.analysis(),
              spec.progressDeadline(),
              spec.revisionHistoryLimit(),
              spec.suspend()));
      return next;
    };
  }

  private static CanaryStep approval() {
    return CanaryStep.approval(new ApprovalStep("nobody has met it", "10m", null, null));
  }

  /** 20 % and then 50 % of the clients, each until a person says resume. */
  static Manner sticky() {
    List<CanaryStep> steps = List.of(weight(20), pause(null), weight(50), pause(null));
    var sticky = new StickyClients(null, null);
    var strategy = new CanaryStrategy(steps, null, SHORT, null, sticky);
    return new Manner(Way.ROUTE, new Strategy(strategy, null, null), null);
  }

  /** Nothing, copies of so many requests until a person says resume, then 20 %. */
  static Manner mirrored(int percent) {
    var mirror = CanaryStep.mirror(new MirrorStep(percent));
    var steps = List.of(weight(0), pause("3s"), mirror, pause(null), weight(20), pause(SHORT));
    // What is taken back is looked at before the route goes home.
    return new Manner(
        Way.ROUTE, new Strategy(new CanaryStrategy(steps, null, "5s"), null, null), null);
  }

  /** Nothing but what has a cookie, for some seconds; then the new version has had its time. */
  static Manner trial(Duration length) {
    var cookie = new MatchedValue(COOKIE, null, "^beta-[0-9]+$");
    var match = new MatchStep(List.of(), List.of(cookie), List.of());
    List<CanaryStep> steps = List.of(CanaryStep.match(match), pause(length.toSeconds() + "s"));
    var canary = new CanaryStrategy(steps, null, SHORT, "Abort", null);
    return new Manner(Way.ROUTE, new Strategy(canary, null, null), null);
  }

  /** A preview for as long as nobody approves. */
  static Manner blueGreen(Way way, BlueGreenStrategy.Switch how) {
    var approval = new ApprovalStep("QA of the preview", "10m", null, null);
    String mode = how == BlueGreenStrategy.Switch.ATOMIC ? "Atomic" : "Overlap";
    var strategy = new BlueGreenStrategy(PREVIEW, List.of(), mode, SHORT, approval, SHORT, SHORT);
    return new Manner(way, new Strategy(null, strategy, null), null);
  }

  /** The same with routes for those who look, and no Service for them. */
  static Manner previewed(Way way, List<RouteRef> previews) {
    var approval = new ApprovalStep("QA of the preview", "10m", null, null);
    var strategy = new BlueGreenStrategy(null, previews, null, null, approval, SHORT, SHORT);
    return new Manner(way, new Strategy(null, strategy, null), null);
  }

  /** The Deployment's own rolling update. */
  static Manner rolling(Way way) {
    return new Manner(way, new Strategy(null, null, new RollingStrategy(SHORT)), null);
  }

  Manner withDeadline(String deadline) {
    return new Manner(way, strategy, deadline);
  }

  private static Strategy canary(CanaryStep... steps) {
    return new Strategy(new CanaryStrategy(List.of(steps), null, SHORT), null, null);
  }

  private static CanaryStep weight(int percent) {
    return CanaryStep.weight(percent);
  }

  private static CanaryStep pause(@Nullable String length) {
    return CanaryStep.pause(new PauseStep(length));
  }

  @Override
  public Rollout apply(Rollout rollout) {
    RolloutSpec spec = rollout.getSpec();
    Traffic traffic = spec.traffic();
    if (way == Way.NONE) {
      traffic = null;
    }
    if (way == Way.PLAIN_SERVICE && traffic != null) {
      traffic = new Traffic(traffic.service(), List.of(), traffic.settle());
    }
    rollout.setSpec(
        new RolloutSpec(
            spec.workloadRef(),
            traffic,
            strategy,
            spec.analysis(),
            deadline == null ? spec.progressDeadline() : deadline,
            spec.revisionHistoryLimit(),
            spec.suspend()));
    return rollout;
  }
}
