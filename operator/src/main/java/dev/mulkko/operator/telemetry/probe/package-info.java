/** Requests of our own through the data plane: where they may go, and how they are sent. */
@NullMarked
package dev.mulkko.operator.telemetry.probe;

import org.jspecify.annotations.NullMarked;
