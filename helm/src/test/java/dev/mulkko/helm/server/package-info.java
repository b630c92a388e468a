/** The chart on a real API server. */
@NullMarked
package dev.mulkko.helm.server;

import org.jspecify.annotations.NullMarked;
