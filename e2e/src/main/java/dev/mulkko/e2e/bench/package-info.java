/** What switching costs under load: run and read, not asserted. */
@NullMarked
package dev.mulkko.e2e.bench;

import org.jspecify.annotations.NullMarked;
