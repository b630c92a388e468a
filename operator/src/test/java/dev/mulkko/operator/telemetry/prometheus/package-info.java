/** What Prometheus may answer, and all that may come instead. */
@NullMarked
package dev.mulkko.operator.telemetry.prometheus;

import org.jspecify.annotations.NullMarked;
