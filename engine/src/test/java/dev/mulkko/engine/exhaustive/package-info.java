/**
 * Every state that a small cluster can be in, under the real planner: all orders of all that
 * controllers, people and faults do.
 */
@NullMarked
package dev.mulkko.engine.exhaustive;

import org.jspecify.annotations.NullMarked;
