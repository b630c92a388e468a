/** The words of a decision: what was seen, what a rule may say of it, what a plan is. */
@NullMarked
package dev.mulkko.engine.plan;

import org.jspecify.annotations.NullMarked;
