/** How long what is kept of attempts is kept. */
@NullMarked
package dev.mulkko.engine.retention;

import org.jspecify.annotations.NullMarked;
