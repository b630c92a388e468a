/** Pages on which programs expose their counters, in the formats of Prometheus and OpenMetrics. */
@NullMarked
package dev.mulkko.kube.exposition;

import org.jspecify.annotations.NullMarked;
