package dev.mulkko.operator.observe;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;

/** Lists that the API server answers from its watch cache, without a read of etcd. */
final class WatchCache {

  private WatchCache() {}

  /**
   * For one request: the client writes the selector of the request into it, so that a shared one
   * makes of two requests at a time two with the same selector.
   */
  static ListOptions options() {
    return new ListOptionsBuilder().withResourceVersion("0").build();
  }
}
