/** The order law of a canary: each list of rules is one part of its life. */
@NullMarked
package dev.mulkko.engine.plan.canary;

import org.jspecify.annotations.NullMarked;
