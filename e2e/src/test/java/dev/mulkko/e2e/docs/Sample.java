package dev.mulkko.e2e.docs;

import dev.mulkko.e2e.Attached;

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
  CANARY_GRPCROUTE("canary-grpcroute", "canary-grpcroute"),
  CANARY_INGRESSROUTE("canary-ingressroute", "canary-ingressroute"),
  /** A trial, which ends by itself with the version before. */
  CANARY_MATCH("canary-match", "canary-httproute"),
  CANARY_MIRROR("canary-mirror", "canary-httproute"),
  CANARY_STICKY("canary-sticky", "canary-httproute"),
  CANARY_TRAEFIKSERVICE("canary-traefikservice", "canary-traefikservice"),
  PLAIN_SERVICE("plain-service", "canary-httproute"),
  ROLLING("rolling", "canary-httproute");

  private final String folder;
  private final String app;

  Sample(String folder, String app) {
    this.folder = folder;
    this.app = app;
  }

  String folder() {
    return folder;
  }

  /** What the team has before. */
  String appManifest() {
    return "samples/%s/shop.yaml".formatted(app);
  }

  String manifest() {
    return "samples/%s/rollout.yaml".formatted(folder);
  }

  /** What the sample's Rollout is attached to. */
  String workload() {
    return this == ROLLING ? "mail" : "shop";
  }

  /** Who serves its route: copies of requests are sent by Contour alone. */
  String gateway() {
    return this == CANARY_MIRROR ? "contour" : "edge";
  }

  boolean hasEnded(Attached attached) {
    return this == CANARY_MATCH ? attached.rolledBack() : attached.promoted(SamplesTest.NEXT);
  }
}
