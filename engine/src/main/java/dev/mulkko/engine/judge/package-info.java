/**
 * Whether the canary is worse than stable: counters of both, compared at the same time, become
 * evidence with a bound on false alarms.
 */
@NullMarked
package dev.mulkko.engine.judge;

import org.jspecify.annotations.NullMarked;
