/** What pods tell of their requests, read from the pods themselves. */
@NullMarked
package dev.mulkko.operator.telemetry.pods;

import org.jspecify.annotations.NullMarked;
