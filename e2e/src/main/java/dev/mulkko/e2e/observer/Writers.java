package dev.mulkko.e2e.observer;

import dev.mulkko.testbed.cluster.ApiRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who made which revision. */
record Writers(Map<Long, String> byRevision) {

  /**
   * The first to be answered with a revision made it; a later one was answered with what it found,
   * and changed nothing.
   *
   * @param writes in the order of time
   */
  static Writers of(List<ApiRequest> writes) {
    return new Writers(
        writes.stream()
            .filter(write -> !write.resourceVersion().isEmpty())
            .collect(
                Collectors.toMap(
                    write -> Long.parseLong(write.resourceVersion()),
                    ApiRequest::user,
                    (first, _) -> first)));
  }

  /** The user; empty when it is not known. */
  String of(long revision) {
    return byRevision.getOrDefault(revision, "");
  }
}
