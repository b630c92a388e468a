/** The shell around the engine, in the order in which data flows: observe, plan, apply, report. */
@NullMarked
package dev.mulkko.operator;

import org.jspecify.annotations.NullMarked;
