/** A real API server, and who plays the operator on it. */
@NullMarked
package dev.mulkko.cli.server;

import org.jspecify.annotations.NullMarked;
