/** The HTTP ports for probes and metrics. */
@NullMarked
package dev.mulkko.operator.server;

import org.jspecify.annotations.NullMarked;
