package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.CanaryStep;
import dev.mulkko.api.v1beta1.CanaryStrategy;
import dev.mulkko.api.v1beta1.PauseStep;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.api.v1beta1.WorkloadRef;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user's spec to the engine's: checked, with every default filled in. The schema refuses most
 * mistakes at admission; what it cannot see, or what was stored under an older schema, is refused
 * here with the same kind of sentence.
 */
public final class SpecReader {

  static final Duration STEP_TIME = Duration.ofMinutes(2);
  static final Duration SCALE_DOWN_DELAY = Duration.ofSeconds(30);
  static final Duration PROGRESS_DEADLINE = Duration.ofMinutes(10);
  static final Duration ROUTE_SETTLE = Duration.ofSeconds(3);
  static final Duration SERVICE_SETTLE = Duration.ofSeconds(2);
  static final int HISTORY_LIMIT = 5;

  private static final int HISTORY_MOST = 50;

  private static final int NAME_LENGTH = 63;

  private SpecReader() {}

  /**
   * Reads the spec of a Rollout.
   *
   * @throws InvalidSpec naming the first field that cannot be used
   */
  public static Spec read(Rollout object) throws InvalidSpec {
    RolloutSpec spec = object.getSpec();
    if (spec == null) {
      throw new InvalidSpec("spec", "is missing: write workloadRef, traffic and strategy");
    }
    String rollout = name(object);
    String workload = workload(spec.workloadRef());
    Traffic traffic = spec.traffic();
    if (traffic == null) {
      throw new InvalidSpec("spec.traffic", "is missing: name the service and its route");
    }
    RouteRef route = route(traffic);
    Duration settle = duration("spec.traffic.settle", traffic.settle(), ROUTE_SETTLE);
    Duration serviceSettle = duration("spec.traffic.settle", traffic.settle(), SERVICE_SETTLE);
    return new Spec(
        rollout,
        workload,
        written("spec.traffic.service", traffic.service(), "the Service that clients use"),
        route.kind() + " " + route.name(),
        canary(spec),
        settle,
        serviceSettle,
        duration("spec.progressDeadline", spec.progressDeadline(), PROGRESS_DEADLINE),
        historyLimit(spec.revisionHistoryLimit()),
        Boolean.TRUE.equals(spec.suspend()));
  }

  private static int historyLimit(@Nullable Integer written) throws InvalidSpec {
    if (written != null && (written < 0 || written > HISTORY_MOST)) {
      throw new InvalidSpec(
          "spec.revisionHistoryLimit",
          "is %d: write how many revisions are kept, 0 to %d".formatted(written, HISTORY_MOST));
    }
    return written == null ? HISTORY_LIMIT : written;
  }

  /** It becomes the value of a label. */
  private static String name(Rollout rollout) throws InvalidSpec {
    String name = rollout.getMetadata().getName();
    if (name.length() > NAME_LENGTH) {
      throw new InvalidSpec(
          "metadata.name",
          "has %d characters: write a name of at most %d".formatted(name.length(), NAME_LENGTH));
    }
    return name;
  }

  private static String workload(@Nullable WorkloadRef workload) throws InvalidSpec {
    if (workload == null) {
      throw new InvalidSpec("spec.workloadRef", "is missing: write the name of the Deployment");
    }
    String kind = workload.kind();
    if (kind != null && !kind.equals("Deployment")) {
      throw new InvalidSpec("spec.workloadRef.kind", "is %s: write Deployment".formatted(kind));
    }
    return written("spec.workloadRef.name", workload.name(), "the name of the Deployment");
  }

  /** An object that no schema has checked may lack what the type promises. */
  private static String written(String field, @Nullable String value, String what)
      throws InvalidSpec {
    if (value == null || value.isEmpty()) {
      throw new InvalidSpec(field, "is missing: write " + what);
    }
    return value;
  }

  private static RouteRef route(Traffic traffic) throws InvalidSpec {
    if (traffic.routes().size() != 1) {
      throw new InvalidSpec(
          "spec.traffic.routes",
          "has %d items: write exactly one route".formatted(traffic.routes().size()));
    }
    RouteRef route = traffic.routes().getFirst();
    if (!"HTTPRoute".equals(route.kind())) {
      throw new InvalidSpec(
          "spec.traffic.routes[0].kind", "is %s: write HTTPRoute".formatted(route.kind()));
    }
    written("spec.traffic.routes[0].name", route.name(), "the route that names the Service");
    return route;
  }

  private static Strategy.Canary canary(RolloutSpec spec) throws InvalidSpec {
    CanaryStrategy canary = spec.strategy() == null ? null : spec.strategy().canary();
    if (canary == null) {
      throw new InvalidSpec("spec.strategy", "has no canary: write canary with its steps");
    }
    return new Strategy.Canary(
        steps(canary.steps()),
        duration("spec.strategy.canary.stepTime", canary.stepTime(), STEP_TIME),
        duration("spec.strategy.canary.scaleDownDelay", canary.scaleDownDelay(), SCALE_DOWN_DELAY));
  }

  private static List<Step> steps(List<CanaryStep> written) throws InvalidSpec {
    if (written.isEmpty()) {
      throw new InvalidSpec("spec.strategy.canary.steps", "is empty: begin with setWeight: 5");
    }
    List<Step> steps = new ArrayList<>();
    int before = -1;
    for (int i = 0; i < written.size(); i++) {
      String field = "spec.strategy.canary.steps[%d]".formatted(i);
      Step step = step(field, written.get(i));
      if (step instanceof Step.SetWeight(int percent)) {
        checkWeight(field + ".setWeight", percent, before);
        before = percent;
      } else if (i == 0) {
        throw new InvalidSpec(field, "is a pause: begin with a setWeight");
      }
      steps.add(step);
    }
    return steps;
  }

  private static void checkWeight(String field, int percent, int before) throws InvalidSpec {
    if (percent < 0 || percent > 100) {
      throw new InvalidSpec(field, "is %d: write a share from 0 to 100".formatted(percent));
    }
    if (percent <= before) {
      throw new InvalidSpec(
          field,
          "is %d, not above the step before it (%d): weights must grow; to go back use abort"
              .formatted(percent, before));
    }
  }

  private static Step step(String field, CanaryStep written) throws InvalidSpec {
    Integer weight = written.setWeight();
    PauseStep pause = written.pause();
    if ((weight == null) == (pause == null)) {
      throw new InvalidSpec(
          field, "must have exactly one of setWeight and pause: write each as a step of its own");
    }
    return weight != null ? new Step.SetWeight(weight) : pause(field, pause);
  }

  private static Step pause(String field, @Nullable PauseStep pause) throws InvalidSpec {
    String duration = pause == null ? null : pause.duration();
    if (duration == null) {
      throw new InvalidSpec(field + ".pause.duration", "is missing: write for example 5m");
    }
    return new Step.Pause(duration(field + ".pause.duration", duration, Duration.ZERO));
  }

  private static Duration duration(String field, @Nullable String text, Duration usual)
      throws InvalidSpec {
    return text == null
        ? usual
        : GoDuration.parse(text)
            .orElseThrow(
                () ->
                    new InvalidSpec(
                        field, "is %s: write for example 30s, 5m or 1h30m".formatted(text)));
  }

  /** A field that cannot be used, and what to write instead. */
  public static final class InvalidSpec extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    InvalidSpec(String field, String problem) {
      super(field + " " + problem);
      this.sentence = field + " " + problem;
    }

    /** Names the field, says what is wrong with it and what to write. */
    public String sentence() {
      return sentence;
    }
  }
}
