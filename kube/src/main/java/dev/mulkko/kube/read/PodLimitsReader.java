package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.PodLimits;
import dev.mulkko.engine.model.Ask;
import dev.mulkko.engine.model.Ask.Resource;
import dev.mulkko.engine.model.Limit;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the pods of the new version may do. */
final class PodLimitsReader {

  private static final String FIELD = "spec.analysis.pods.";
  private static final Pattern PERCENT = Pattern.compile("(100|[1-9][0-9]?)%");
  private static final int MOST = 100;

  private PodLimitsReader() {}

  static dev.mulkko.engine.model.Analysis.PodLimits read(@Nullable PodLimits written)
      throws InvalidSpec {
    if (written == null) {
      return dev.mulkko.engine.model.Analysis.PodLimits.DEFAULT;
    }
    return new dev.mulkko.engine.model.Analysis.PodLimits(
        checked("restarts", written.restarts()),
        Objects.requireNonNullElse(checked("outOfMemory", written.outOfMemory()), 0));
  }

  private static @Nullable Integer checked(String name, @Nullable Integer written)
      throws InvalidSpec {
    if (written != null && (written < 0 || written > MOST)) {
      throw new InvalidSpec(FIELD + name, "is %d: write 0 to %d".formatted(written, MOST));
    }
    return written;
  }

  /** Those that are measured. */
  static List<Metric> metrics(@Nullable PodLimits written) throws InvalidSpec {
    List<Metric> metrics = new ArrayList<>();
    if (written != null && written.memory() != null) {
      metrics.add(share("memory", Resource.Memory, written.memory()));
    }
    if (written != null && written.cpu() != null) {
      metrics.add(share("cpu", Resource.Cpu, written.cpu()));
    }
    return metrics;
  }

  private static Metric share(String name, Resource resource, String most) throws InvalidSpec {
    if (!PERCENT.matcher(most).matches()) {
      throw new InvalidSpec(
          FIELD + name, "is %s: write a share of the limit, such as 90%%".formatted(most));
    }
    double limit = Integer.parseInt(most.substring(0, most.length() - 1)) / 100.0;
    return new Metric(
        name,
        new Ask.Share(resource),
        Limit.max(limit),
        MetricReader.INTERVAL,
        MetricReader.FAILURE_LIMIT,
        Duration.ZERO,
        1);
  }
}
