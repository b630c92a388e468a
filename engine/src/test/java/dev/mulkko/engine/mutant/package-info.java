/** What becomes of the judge when a part of it is missing. */
@NullMarked
package dev.mulkko.engine.mutant;

import org.jspecify.annotations.NullMarked;
