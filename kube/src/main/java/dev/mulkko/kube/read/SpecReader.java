package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.api.v1beta1.WorkloadRef;
import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.engine.version.VersionNaming;
import dev.mulkko.kube.GoDuration;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The user's spec to the engine's: checked, with every default filled in. The schema refuses most
 * mistakes at admission; what it cannot see, or what was stored under an older schema, is refused
 * here with the same kind of sentence.
 */
public final class SpecReader {

  static final Duration PROGRESS_DEADLINE = Duration.ofMinutes(10);
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
    return read(object, Providers.UNKNOWN);
  }

  /** The same, where versions are called as usual. */
  public static Spec read(Rollout object, Providers providers) throws InvalidSpec {
    return read(object, providers, VersionNaming.USUAL);
  }

  /**
   * Reads the spec of a Rollout.
   *
   * @param providers of its metrics
   * @param naming how versions are called, unless the Rollout says otherwise
   * @throws InvalidSpec naming the first field that cannot be used
   */
  public static Spec read(Rollout object, Providers providers, VersionNaming naming)
      throws InvalidSpec {
    RolloutSpec spec = object.getSpec();
    if (spec == null) {
      throw new InvalidSpec("spec", "is missing: write workloadRef, traffic and strategy");
    }
    String rollout = name(object);
    String workload = workload(spec.workloadRef());
    Traffic traffic = spec.traffic();
    List<RouteRef> refs = traffic == null ? List.of() : traffic.routes();
    List<String> routes = RouteReader.read(refs);
    Strategy strategy = StrategyReader.read(rollout, spec.strategy(), routes);
    Analysis analysis = AnalysisReader.read(spec.analysis(), refs, providers);
    ComparisonReader.check(analysis.comparison(), strategy, refs);
    String settle = traffic == null ? null : traffic.settle();
    return new Spec(
        Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
        rollout,
        workload,
        service(traffic, strategy),
        routes,
        strategy,
        analysis,
        duration("spec.traffic.settle", settle, RouteReader.settle(refs)),
        duration("spec.traffic.settle", settle, SERVICE_SETTLE),
        duration("spec.progressDeadline", spec.progressDeadline(), PROGRESS_DEADLINE),
        historyLimit(spec.revisionHistoryLimit()),
        Boolean.TRUE.equals(spec.suspend()),
        DirectTrafficReader.ratio(traffic, routes, strategy),
        ProbeReader.read(traffic, strategy),
        NamingReader.read(spec.version(), naming));
  }

  /** Only pods that nobody dials can do without. */
  private static @Nullable String service(@Nullable Traffic traffic, Strategy strategy)
      throws InvalidSpec {
    if (traffic != null) {
      return written("spec.traffic.service", traffic.service(), "the Service that clients use");
    }
    if (strategy instanceof Strategy.Rolling) {
      return null;
    }
    throw new InvalidSpec(
        "spec.traffic",
        "is missing: name the service and its route; only with strategy rolling it may be left out");
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
  static String written(String field, @Nullable String value, String what) throws InvalidSpec {
    if (value == null || value.isEmpty()) {
      throw new InvalidSpec(field, "is missing: write " + what);
    }
    return value;
  }

  static Duration duration(String field, @Nullable String text, Duration usual) throws InvalidSpec {
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
