package dev.mulkko.e2e.docs;

import dev.mulkko.e2e.Attached;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder of samples that holds a Rollout, and how its first release ends. Those that others play
 * are not here: {@link SamplesTest} names them.
 */
enum Sample {
  BLUE_GREEN("blue-green", "canary-httproute"),
  BLUE_GREEN_GRPCROUTE("blue-green-grpcroute", "canary-grpcroute"),
  BLUE_GREEN_INGRESS("blue-green-ingress", "canary-ingress"),
  BLUE_GREEN_INGRESSROUTE("blue-green-ingressroute", "canary-ingressroute"),
  BLUE_GREEN_ROUTE("blue-green-route", "canary-httproute"),
  BLUE_GREEN_TRAEFIKSERVICE("blue-green-traefikservice", "canary-traefikservice"),
  COMPARE_BY_COUNTERS("canary-compare-by", "counters", "canary-httproute", "Counters"),
  COMPARE_BY_ENVOY("canary-compare-by", "envoy", "canary-httproute", "Envoy"),
  COMPARE_BY_INGRESS_NGINX("canary-compare-by", "ingress-nginx", "canary-ingress", "ingress-nginx"),
  COMPARE_BY_ISTIO("canary-compare-by", "istio", "canary-httproute", "Istio"),
  CANARY_GRPCROUTE("canary-grpcroute", "canary-grpcroute"),
  CANARY_INGRESSROUTE("canary-ingressroute", "canary-ingressroute"),
  /** A trial, which ends by itself with the version before. */
  CANARY_MATCH("canary-match", "canary-httproute"),
  CANARY_MIRROR("canary-mirror", "canary-httproute"),
  CANARY_STICKY("canary-sticky", "canary-httproute"),
  CANARY_TRAEFIKSERVICE("canary-traefikservice", "canary-traefikservice"),
  METRIC_PROVIDER("metric-provider", "canary-httproute"),
  PLAIN_SERVICE("plain-service", "canary-httproute"),
  ROLLING("rolling", "canary-httproute"),
  ROLLING_SERVICE("rolling-service", "canary-httproute");

  private final String folder;
  private final String file;
  private final String app;

  /** Who counts the requests of both versions. */
  private final @Nullable String source;

  Sample(String folder, String app) {
    this(folder, "rollout", app, null);
  }

  Sample(String folder, String file, String app, @Nullable String source) {
    this.folder = folder;
    this.file = file;
    this.app = app;
    this.source = source;
  }

  String folder() {
    return folder;
  }

  /** What the team has before. */
  String appManifest() {
    return "samples/%s/shop.yaml".formatted(app);
  }

  String manifest() {
    return "samples/%s/%s.yaml".formatted(folder, file);
  }

  /** What an administrator has before. */
  List<String> administered() {
    return this == METRIC_PROVIDER ? List.of("samples/metric-provider/provider.yaml") : List.of();
  }

  /** What the sample's Rollout is attached to. */
  String workload() {
    return this == ROLLING ? "mail" : "shop";
  }

  /** Who serves its route: copies of requests are sent by Contour alone. */
  String gateway() {
    return this == CANARY_MIRROR ? "contour" : "edge";
  }

  /** Whether its Rollout looks at the limits of the containers. */
  boolean wantsLimits() {
    return this == METRIC_PROVIDER;
  }

  /** Whether it needs metrics that nothing here has by itself. */
  boolean isTold() {
    return source != null || this == METRIC_PROVIDER;
  }

  /** Whether it was compared by the one that the sample names, if it names one. */
  boolean isComparedBy(String said) {
    return source == null || said.startsWith(source);
  }

  boolean hasEnded(Attached attached) {
    return this == CANARY_MATCH ? attached.rolledBack() : attached.promoted(SamplesTest.NEXT);
  }
}
