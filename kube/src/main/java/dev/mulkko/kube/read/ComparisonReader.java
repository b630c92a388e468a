package dev.mulkko.kube.read;

import static dev.mulkko.kube.read.SpecReader.duration;

import dev.mulkko.api.v1beta1.Analysis;
import dev.mulkko.api.v1beta1.RequestComparison;
import dev.mulkko.engine.judge.Limits;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the requests of both versions are compared, with every default filled in. */
final class ComparisonReader {

  private static final String FIELD = "spec.analysis.requests";
  private static final String PATH = "/metrics";
  private static final Pattern PATHS = Pattern.compile("/[A-Za-z0-9/._~-]{0,199}");
  private static final Pattern PERCENT = Pattern.compile("[0-9]{1,2}([.][0-9]{1,3})?%");
  private static final double MOST = 20;

  private ComparisonReader() {}

  static Optional<Comparison> read(Analysis written) throws InvalidSpec {
    RequestComparison requests = written.requests();
    return requests == null
        ? Optional.empty()
        : Optional.of(
            new Comparison(
                port(requests.port()),
                path(requests.path()),
                limits(written),
                passes(written.onUndecided())));
  }

  /** Where never both have traffic, there is nothing to compare. */
  static void check(Optional<Comparison> comparison, Strategy strategy) throws InvalidSpec {
    if (comparison.isPresent() && !(strategy instanceof Strategy.Canary)) {
      throw new InvalidSpec(
          FIELD,
          "compares two versions that both have traffic: write it with spec.strategy.canary, or"
              + " metrics instead");
    }
  }

  private static @Nullable Integer port(@Nullable Integer written) throws InvalidSpec {
    if (written != null && (written < 1 || written > 65535)) {
      throw new InvalidSpec(FIELD + ".port", "is %d: write 1 to 65535".formatted(written));
    }
    return written;
  }

  private static String path(@Nullable String written) throws InvalidSpec {
    String path = Objects.requireNonNullElse(written, PATH);
    if (!PATHS.matcher(path).matches()) {
      throw new InvalidSpec(
          FIELD + ".path",
          "is %s: write a path such as /metrics, of letters, digits and /._~-".formatted(path));
    }
    return path;
  }

  private static Limits limits(Analysis written) throws InvalidSpec {
    Limits usual = Limits.DEFAULT;
    String soak = "spec.analysis.minSoak";
    return new Limits(
        share(written.maxFalseRollback(), usual.maxFalseRollback()),
        usual.maxFalsePromotion(),
        duration(soak, written.minSoak(), usual.firstSoak()),
        duration(soak, written.minSoak(), usual.laterSoak()),
        usual.minRequests());
  }

  private static double share(@Nullable String written, double usual) throws InvalidSpec {
    if (written == null) {
      return usual;
    }
    double percent =
        PERCENT.matcher(written).matches()
            ? Double.parseDouble(written.substring(0, written.length() - 1))
            : 0;
    if (!(percent > 0 && percent <= MOST)) {
      throw new InvalidSpec(
          "spec.analysis.maxFalseRollback",
          "is %s: write more than 0%% and at most 20%%, such as 1%%".formatted(written));
    }
    return percent / 100;
  }

  private static boolean passes(@Nullable String written) throws InvalidSpec {
    return switch (written) {
      case null -> true;
      case "Promote" -> true;
      case "Pause" -> false;
      default ->
          throw new InvalidSpec(
              "spec.analysis.onUndecided", "is %s: write Promote or Pause".formatted(written));
    };
  }
}
