package dev.mulkko.e2e.dashboards;

import java.util.List;
import java.util.Optional;

/**
 * Queries that may have nothing to show here, and why. Whatever is not named here must show
 * something.
 *
 * @param part stands in each of them, and in no other
 * @param always whether it would be news if there were something
 */
record Silent(String part, String why, boolean always) {

  static final List<Silent> ALL =
      List.of(
          new Silent(
              "kube_pod_owner",
              "neither kube-state-metrics nor cAdvisor is part of the local cluster",
              true),
          new Silent(
              "code!~\"[123]..\"",
              "the API server refuses nothing as long as nobody is faster than the operator",
              false));

  static Optional<Silent> of(String query) {
    return ALL.stream().filter(each -> query.contains(each.part)).findFirst();
  }
}
