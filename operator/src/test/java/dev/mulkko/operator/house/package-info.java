/** What the compiler cannot hold: who may depend on whom, and who may write. */
@NullMarked
package dev.mulkko.operator.house;

import org.jspecify.annotations.NullMarked;
