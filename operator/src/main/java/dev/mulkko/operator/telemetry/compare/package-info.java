/** Both versions of each Rollout, compared beside the passes. */
@NullMarked
package dev.mulkko.operator.telemetry.compare;

import org.jspecify.annotations.NullMarked;
