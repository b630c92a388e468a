/** Whole releases of the shop, with real traffic, and the operator as a process of its own. */
@NullMarked
package dev.mulkko.e2e.release;

import org.jspecify.annotations.NullMarked;
