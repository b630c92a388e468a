/** What becomes of records that are closed: figures, and an end some day. */
@NullMarked
package dev.mulkko.operator.record;

import org.jspecify.annotations.NullMarked;
