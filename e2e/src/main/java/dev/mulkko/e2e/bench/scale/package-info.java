/** What an operator costs that has nothing to do: {@code make bench-scale}. */
@NullMarked
package dev.mulkko.e2e.bench.scale;

import org.jspecify.annotations.NullMarked;
