package dev.mulkko.operator.telemetry.pods;

import dev.mulkko.kube.exposition.Page;
import dev.mulkko.kube.read.MetricTargets.Target;
import java.io.IOException;
import java.time.Duration;

/** Reads what a pod tells. */
@FunctionalInterface
public interface PodPages {

  /** For one page; what is not there by then is asked for again. */
  Duration TIME = Duration.ofMillis(900);

  /**
   * Waits until some pages may be read at the same moment. No time-out begins before.
   *
   * @param namespace of who reads them
   */
  default void await(String namespace, int pages) throws InterruptedException {}

  /** Throws with words for people when there is no page. */
  Page read(Target target, String path) throws IOException, InterruptedException;
}
