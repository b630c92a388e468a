package dev.mulkko.engine.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a new revision gets its traffic: steps in order, and 100 % behind the last of them. */
public sealed interface Strategy {

  List<Step> steps();

  /** How long a weight is held that no pause follows. */
  Duration stepTime();

  /** How long the pods that lost the traffic stay, counted from when they were seen to have. */
  Duration scaleDownDelay();

  /** How long the old revision keeps its pods after the promotion. */
  Duration warm();

  /** Whether the Service goes over in one write, and not through both revisions. */
  boolean atomic();

  /** The Service that leads to the new revision alone during a rollout, null for none. */
  @Nullable String previewService();

  /** The routes that lead to the new version alone during a rollout, as people call them. */
  default List<String> previewRoutes() {
    return List.of();
  }

  /** How clients stay with the version that they met; empty when each request draws anew. */
  default Optional<Sticky> sticky() {
    return Optional.empty();
  }

  /** Whether a step without traffic is judged by metrics all the same. */
  boolean judgesPreview();

  /** As people call it. */
  String name();

  /** Weight by weight, each one held before the next. */
  record Canary(
      List<Step> steps, Duration stepTime, Duration scaleDownDelay, Optional<Sticky> sticky)
      implements Strategy {
    public Canary {
      steps = List.copyOf(steps);
    }

    public Canary(List<Step> steps, Duration stepTime, Duration scaleDownDelay) {
      this(steps, stepTime, scaleDownDelay, Optional.empty());
    }

    @Override
    public Duration warm() {
      return scaleDownDelay;
    }

    @Override
    public boolean atomic() {
      return false;
    }

    @Override
    public @Nullable String previewService() {
      return null;
    }

    @Override
    public boolean judgesPreview() {
      return false;
    }

    @Override
    public String name() {
      return "Canary";
    }
  }

  /**
   * The Deployment's own rolling update, watched.
   *
   * @param postPromotion how long the new revision is watched after the old one has no pods left
   */
  record Rolling(Duration postPromotion) implements Strategy {

    @Override
    public List<Step> steps() {
      return List.of();
    }

    @Override
    public Duration stepTime() {
      return Duration.ZERO;
    }

    @Override
    public Duration scaleDownDelay() {
      return Duration.ZERO;
    }

    @Override
    public Duration warm() {
      return postPromotion;
    }

    @Override
    public boolean atomic() {
      return false;
    }

    @Override
    public @Nullable String previewService() {
      return null;
    }

    @Override
    public boolean judgesPreview() {
      return false;
    }

    @Override
    public String name() {
      return "Rolling";
    }
  }

  /**
   * All pods first, then all traffic.
   *
   * @param steps none of them gives any traffic
   * @param postPromotion how long metrics are watched after the switch
   */
  record BlueGreen(
      List<Step> steps,
      @Nullable String previewService,
      List<String> previewRoutes,
      boolean atomic,
      Duration postPromotion,
      Duration scaleDownDelay)
      implements Strategy {
    public BlueGreen {
      steps = List.copyOf(steps);
      previewRoutes = List.copyOf(previewRoutes);
    }

    @Override
    public Duration stepTime() {
      return Duration.ZERO;
    }

    @Override
    public Duration warm() {
      return postPromotion.compareTo(scaleDownDelay) > 0 ? postPromotion : scaleDownDelay;
    }

    @Override
    public boolean judgesPreview() {
      return true;
    }

    @Override
    public String name() {
      return "BlueGreen";
    }
  }
}
