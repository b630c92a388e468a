@NullMarked
package dev.mulkko.operator.telemetry.compare;

import org.jspecify.annotations.NullMarked;
