package dev.mulkko.crds;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Writes as the operator sends them. */
final class Operator {
  static final String FIELD_MANAGER = "mulkko";

  private Operator() {}

  static PatchContext patch(PatchType type) {
    return new PatchContext.Builder().withPatchType(type).withFieldManager(FIELD_MANAGER).build();
  }
}
