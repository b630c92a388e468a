/** Metrics that a step must satisfy before the next one: what to ask, and what the answers mean. */
@NullMarked
package dev.mulkko.engine.plan.gate;

import org.jspecify.annotations.NullMarked;
