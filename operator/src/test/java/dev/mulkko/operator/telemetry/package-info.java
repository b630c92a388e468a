/** Asking beside the passes: at most once, and every answer once. */
@NullMarked
package dev.mulkko.operator.telemetry;

import org.jspecify.annotations.NullMarked;
