@NullMarked
package dev.mulkko.operator.telemetry.pods;

import org.jspecify.annotations.NullMarked;
