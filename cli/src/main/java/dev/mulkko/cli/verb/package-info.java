/** The verbs, one class each. */
@NullMarked
package dev.mulkko.cli.verb;

import org.jspecify.annotations.NullMarked;
