package dev.mulkko.kube.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.mulkko.engine.model.Probe;
import dev.mulkko.engine.model.Probed;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Verified;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.kube.GoDuration;
import dev.mulkko.kube.Sentences;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What no API tells of the traffic, and what stands for it. */
final class Unverified {

  private Unverified() {}

  /** One sentence for each thing; a probe has one only where it could not tell. */
  static List<String> of(Spec spec, @Nullable Progress progress) {
    return Stream.concat(of(spec).stream(), ofProbe(spec, progress).stream()).toList();
  }

  private static Optional<String> ofProbe(Spec spec, @Nullable Progress progress) {
    return progress == null || progress.abort() != null
        ? Optional.empty()
        : spec.probe()
            .flatMap(probe -> untold(probe, progress))
            .map(why -> "probe: " + Sentences.untold(why));
  }

  private static Optional<String> untold(Probe probe, Progress progress) {
    Progress.Answers answers = progress.answers();
    Verified verified = progress.verified();
    if (progress.undoes() != null) {
      return Optional.of("an undo waits for none");
    }
    if (answers == null || !answers.areOf(probe)) {
      return progress.step().reached() == 0
          ? Optional.empty()
          : Optional.of(
              "it learns what the old version answers before there is a new one: next time");
    }
    if (answers.unknown() != null) {
      return Optional.of(answers.unknown());
    }
    Probed probed = verified == null ? null : verified.probed();
    return Optional.ofNullable(probed)
        .filter(seen -> seen.outcome() == Probed.Outcome.GaveUp)
        .map(Probed::words);
  }

  /** The Service is a kind of router where clients dial it. */
  private static List<String> of(Spec spec) {
    String settle = GoDuration.text(spec.settle());
    Stream<String> routers =
        kinds(spec)
            .collect(groupingBy(Unverified::gap, LinkedHashMap::new, joining(", ")))
            .entrySet()
            .stream()
            .map(gap -> "%s: %s; settles for %s".formatted(gap.getValue(), gap.getKey(), settle));
    return Stream.concat(routers, beside(spec)).toList();
  }

  /** Nothing weighs those who dial the Service beside routes. */
  private static Stream<String> beside(Spec spec) {
    return spec.directRatio() && !spec.direct()
        ? Stream.of(
            "Service: who dials it gets the share of its ready pods, up to half, for new connections alone")
        : Stream.empty();
  }

  private static Stream<String> kinds(Spec spec) {
    if (spec.service() == null) {
      return Stream.empty();
    }
    return spec.direct()
        ? Stream.of("Service")
        : spec.routes().stream().map(route -> route.substring(0, route.indexOf(' '))).distinct();
  }

  private static String gap(String kind) {
    return switch (kind) {
      case "Service" -> "no status tells that each node follows";
      case "Ingress" -> "no status tells of weights";
      case "HTTPRoute", "GRPCRoute" -> "its status tells of the Gateway, not of each proxy";
      default -> "no status";
    };
  }
}
