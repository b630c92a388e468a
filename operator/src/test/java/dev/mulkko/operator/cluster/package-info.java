/** A real API server, for tests of what only a server can answer. */
@NullMarked
package dev.mulkko.operator.cluster;

import org.jspecify.annotations.NullMarked;
