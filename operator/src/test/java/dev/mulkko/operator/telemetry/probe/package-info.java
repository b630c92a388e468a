@NullMarked
package dev.mulkko.operator.telemetry.probe;

import org.jspecify.annotations.NullMarked;
