package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.exhaustive.Deployment.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Deployment controller of kube-controller-manager 1.36 as far as it can hurt us: {@code
 * scale()} of its sync.go for a Deployment that is paused or was scaled, its rolling.go for all
 * others, with a maxSurge and maxUnavailable of 25 %.
 */
final class DeploymentController {
  private final Deployment deployment;
  private World world;

  private DeploymentController(World world) {
    this.world = world;
    this.deployment = world.deployment();
  }

  /** One sync. */
  static World sync(World world) {
    DeploymentController one = new DeploymentController(world);
    if (one.deployment.paused() || one.scalingEvent()) {
      one.scale(one.newest());
    } else {
      new RollingUpdate(one, one.deployment.replicas()).step(one.findOrCreateNew());
    }
    return one.withStatus();
  }

  List<Rs> owned() {
    return world.owned();
  }

  private boolean scalingEvent() {
    return owned().stream().anyMatch(rs -> rs.active() && rs.desired() != deployment.replicas());
  }

  /** The oldest of those with the Deployment's template. */
  private @Nullable Rs newest() {
    return owned().stream()
        .filter(rs -> rs.template().equals(deployment.template()))
        .min(Comparator.comparingInt(Rs::born))
        .orElse(null);
  }

  private Rs findOrCreateNew() {
    Rs found = newest();
    if (found != null) {
      return found;
    }
    String base = deployment.template().canonical() + "-native";
    String name = world.rs(base).isPresent() ? base + "2" : base;
    int all = world.sets().size();
    Rs fresh =
        new Rs(name, deployment.template(), true, 0, 0, 0, deployment.replicas(), all + 1, all + 1);
    world = world.with(fresh);
    return world.theRs(name);
  }

  private void scale(@Nullable Rs newest) {
    List<Rs> active = owned().stream().filter(Rs::active).toList();
    if (active.size() <= 1) {
      Rs only = active.isEmpty() ? latest(newest) : active.getFirst();
      if (only != null) {
        set(only, deployment.replicas());
      }
    } else if (newest != null && saturated(newest)) {
      active.stream().filter(rs -> !rs.equals(newest)).forEach(rs -> set(rs, 0));
    } else {
      proportionally(active);
    }
  }

  /** With none active it is the newest template's, else the one created last. */
  private @Nullable Rs latest(@Nullable Rs newest) {
    return newest != null
        ? newest
        : owned().stream().max(Comparator.comparingInt(Rs::born)).orElse(null);
  }

  private boolean saturated(Rs rs) {
    int all = deployment.replicas();
    return rs.wanted() == all && rs.desired() == all && rs.ready() == all;
  }

  private void proportionally(List<Rs> active) {
    int total = active.stream().mapToInt(Rs::wanted).sum();
    int all = deployment.replicas();
    int allowed = all == 0 ? 0 : all + RollingUpdate.surge(all);
    int toAdd = allowed - total;
    List<Rs> bySize =
        active.stream()
            .sorted(
                Comparator.comparingInt((Rs rs) -> -rs.wanted()).thenComparingInt(rs -> -rs.born()))
            .toList();
    int added = 0;
    int[] sizes = new int[bySize.size()];
    for (int i = 0; i < sizes.length; i++) {
      Rs rs = bySize.get(i);
      int share = toAdd == 0 ? 0 : share(rs, allowed, toAdd, added);
      sizes[i] = rs.wanted() + share;
      added += share;
    }
    sizes[0] = Math.max(0, sizes[0] + toAdd - added);
    for (int i = 0; i < sizes.length; i++) {
      set(bySize.get(i), sizes[i]);
    }
  }

  private static int share(Rs rs, int allowed, int toAdd, int added) {
    int before = rs.desired() == 0 ? 1 : rs.desired() + RollingUpdate.surge(rs.desired());
    int fair = (int) Math.round((double) rs.wanted() * allowed / before) - rs.wanted();
    int left = toAdd - added;
    return toAdd > 0 ? Math.min(fair, left) : Math.max(fair, left);
  }

  void set(Rs rs, int wanted) {
    if (rs.wanted() != wanted || (rs.active() && rs.desired() != deployment.replicas())) {
      world = world.with(rs.scaled(wanted, deployment.replicas()));
    }
  }

  /** Only a roll asks for all of it. */
  private World withStatus() {
    boolean all = world.setting().spec().rolling();
    int updated = Optional.ofNullable(newest()).map(Rs::pods).orElse(0);
    int current = all ? owned().stream().mapToInt(Rs::pods).sum() : 0;
    int available = all ? owned().stream().mapToInt(Rs::ready).sum() : 0;
    return world.with(deployment.with(new Status(true, current, updated, available)));
  }
}
