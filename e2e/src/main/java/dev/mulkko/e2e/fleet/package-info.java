/** Many shops that rest: what an operator is measured and tried beside. */
@NullMarked
package dev.mulkko.e2e.fleet;

import org.jspecify.annotations.NullMarked;
