package dev.mulkko.engine.plan.gate;

import dev.mulkko.engine.model.Ask;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Wording;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which metrics are to be asked for, and when. */
public final class Questions {

  private Questions() {}

  /** Those whose time has come. */
  public static List<Question> due(Scene scene) {
    return judged(scene).stream()
        .filter(metric -> !dueAt(scene, metric).isAfter(scene.now()))
        .map(metric -> new Question(metric.name(), wording(scene, metric)))
        .toList();
  }

  /** Time until the next one is due; zero when one is, empty when none will be. */
  public static Optional<Duration> next(Scene scene) {
    return judged(scene).stream()
        .map(metric -> Duration.between(scene.now(), dueAt(scene, metric)))
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .min(Comparator.naturalOrder());
  }

  /** The metrics that decide at this place; none before its traffic has settled. */
  public static List<Metric> judged(Scene scene) {
    return since(scene).isPresent() ? scene.spec().analysis().metrics() : List.of();
  }

  /** Since when the metrics count at this place; in a roll, since its first pod was ready. */
  public static Optional<Instant> since(Scene scene) {
    if (!scene.inRollout() || scene.progress().abort() != null) {
      return Optional.empty();
    }
    Progress progress = scene.progress();
    if (scene.rolling()) {
      return Optional.ofNullable(progress.promotedAt())
          .or(() -> Optional.ofNullable(progress.step().startedAt()));
    }
    if (progress.promotedAt() != null) {
      boolean warm = scene.swapped() && scene.wanted(scene.stable()) > 0;
      return warm ? Optional.of(progress.promotedAt()) : Optional.empty();
    }
    boolean carried =
        progress.verified() != null
            && progress.step().stoppedAt() == null
            && scene.routes().stream().allMatch(route -> route.unverified().isEmpty());
    return carried && scene.judged()
        ? Optional.ofNullable(progress.step().startedAt())
        : Optional.empty();
  }

  private static Instant dueAt(Scene scene, Metric metric) {
    return scene
        .progress()
        .evidenceOf(metric.name())
        .map(before -> before.at().plus(metric.interval()))
        .or(() -> since(scene).map(start -> start.plus(metric.initialDelay())))
        .orElse(Instant.MAX);
  }

  /** What is sent for a metric. */
  public static Wording wording(Scene scene, Metric metric) {
    Query.Version canary = version(scene, scene.canary());
    return switch (metric.ask()) {
      case Ask.Nothing(String why) -> new Wording.Unasked(why);
      case Ask.Share(Ask.Resource resource) ->
          OfLimits.of(
              resource,
              scene
                  .replicaSet(scene.canary())
                  .map(set -> set.template().containers())
                  .orElse(List.of()),
              scene.spec().namespace(),
              canary.pods());
      case Ask.Query query -> {
        Query.Names names =
            new Query.Names(
                scene.spec().namespace(),
                scene.spec().rollout(),
                canary,
                version(scene, scene.stable()),
                canary,
                query.args());
        yield new Wording.Promql(
            query.provider(),
            Query.filled(query.text(), names),
            metric.limit().beside() == null ? null : Query.filled(query.text(), names.ofStable()));
      }
    };
  }

  private static Query.Version version(Scene scene, String revision) {
    return new Query.Version(
        revision,
        scene
            .replicaSet(revision)
            .map(ReplicaSet::name)
            .orElse(scene.spec().workload() + "-" + revision));
  }
}
