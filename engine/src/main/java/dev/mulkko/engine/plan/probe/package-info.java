/** Requests of our own through the data plane: when they are due, and what their answers mean. */
@NullMarked
package dev.mulkko.engine.plan.probe;

import org.jspecify.annotations.NullMarked;
