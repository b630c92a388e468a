/** Prometheus, and servers that answer as it does. */
@NullMarked
package dev.mulkko.operator.telemetry.prometheus;

import org.jspecify.annotations.NullMarked;
