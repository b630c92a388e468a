/** What is kept of each attempt, for those who ask later: who, when, what, and how it ended. */
@NullMarked
package dev.mulkko.engine.plan.record;

import org.jspecify.annotations.NullMarked;
