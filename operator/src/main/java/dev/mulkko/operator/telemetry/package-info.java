/** What metrics say: asked beside the passes, never within one. */
@NullMarked
package dev.mulkko.operator.telemetry;

import org.jspecify.annotations.NullMarked;
