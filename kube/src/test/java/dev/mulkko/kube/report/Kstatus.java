package dev.mulkko.kube.report;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What kstatus, and with it Helm 4 and Flux, concludes from an object: the part of {@code
 * status.Compute} of sigs.k8s.io/cli-utils that custom resources meet.
 */
enum Kstatus {
  Terminating,
  InProgress,
  Failed,
  Current;

  static Kstatus of(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    if (metadata.hasNonNull("deletionTimestamp")) {
      return Terminating;
    }
    JsonNode observed = object.path("status").path("observedGeneration");
    if (!observed.isMissingNode()) {
      if (!observed.isIntegralNumber()) {
        throw new IllegalStateException("observedGeneration: expected int64, got " + observed);
      }
      if (observed.asLong() != metadata.path("generation").asLong()) {
        return InProgress;
      }
    }
    if (is(object, "Reconciling", "True")) {
      return InProgress;
    }
    if (is(object, "Stalled", "True")) {
      return Failed;
    }
    return is(object, "Ready", "False") || is(object, "Ready", "Unknown") ? InProgress : Current;
  }

  private static boolean is(JsonNode object, String type, String status) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText().equals(status);
      }
    }
    return false;
  }
}
